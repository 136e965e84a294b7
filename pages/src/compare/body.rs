//! The members of a request or of an answer.

use super::side::Side;
use super::{demands, member, order};
use crate::described::Described;
use crate::difference::{Class, Difference, Kind};
use crate::fact::{Member, Place, Shape, last, parent};

pub(super) fn differences(side: &Side<'_>, described: &Described) -> Vec<Difference> {
    let mut found = Vec::new();
    for member in &described.members {
        match side.row(&member.path) {
            Some(row) => found.extend(member::differences(side, row, member, described)),
            None => found.extend(side.without_row(member, described)),
        }
    }
    found.extend(side.undescribed(described));
    found.extend(side.standing());
    if !side.in_answer {
        found.extend(demands::differences(side, described));
    }
    found.extend(order::differences(side, described));
    found
}

/// What every answer has, and what every request is made of.
const STANDING: [&str; 2] = ["errcode", "errmsg"];

impl Side<'_> {
    /// A described member that no table has.
    fn without_row(&self, member: &Member, described: &Described) -> Option<Difference> {
        let sample = self.sample_place(&member.path);
        let has_tables = !self.body.tables.is_empty() || !self.inherited.is_empty();
        if !has_tables && (sample.is_some() || self.body.sample.is_none()) || self.is_implied(member) {
            return None;
        }
        let says = if sample.is_some() { "in the sample, in no table" } else { "" };
        let place = sample.into_iter().chain(self.beside(&member.path, described));
        Some(Difference {
            member: member.path.clone(),
            page: place.collect(),
            description: vec![member.place.clone()],
            ..self.difference(Kind::Member, Class::MissingThere, says, &shown(member))
        })
    }

    /// An object that the page never gives a row, and of which nothing but its members is said.
    fn is_implied(&self, member: &Member) -> bool {
        let is_object = match &member.facts.shape {
            Some(Shape::Object) => true,
            Some(Shape::List(item)) => item.as_deref() == Some(&Shape::Object),
            _ => false,
        };
        let inside = format!("{}.", member.path);
        let has_members = self.body.members.iter().any(|row| row.path.starts_with(&inside));
        let bodies = self.page.parts.iter().flat_map(|part| [&part.request, &part.answer]);
        let mut rows = bodies.flat_map(|body| &body.members);
        let is_called_so =
            |row: &Member| last(&row.path) == last(&member.path) && row.facts.shape != Some(Shape::String);
        is_object && has_members && member.facts.limits.is_empty() && !rows.any(is_called_so)
    }

    /// A page that gives an object no row says of its members what holds for the object.
    pub(super) fn is_optional_with_its_object(&self, path: &str, described: &Described) -> bool {
        let optional = |object: &str| described.member(object).is_some_and(|it| it.facts.required == Some(false));
        let demands = |object: &str| {
            let inside = format!("{object}.");
            let required = |row: &&Member| row.facts.required == Some(true);
            self.body.members.iter().filter(required).any(|row| row.path.starts_with(&inside))
        };
        let mut objects =
            std::iter::successors(Some(parent(path)), |path| Some(parent(path))).take_while(|it| !it.is_empty());
        objects.any(|object| optional(object) && self.row(object).is_none() && !demands(object))
    }

    /// Where a member would stand: after the nearest one before it that is there.
    pub(super) fn beside(&self, path: &str, described: &Described) -> Option<Place> {
        let index = described.members.iter().position(|member| member.path == path).unwrap_or_default();
        let (before, after) = described.members.split_at(index);
        let near = before.iter().rev().chain(after).find_map(|member| self.body.member(&member.path));
        near.or(self.body.members.last()).map(|row| row.place.clone()).or_else(|| self.body.tables.first().cloned())
    }

    /// What the page has and no description.
    pub(super) fn undescribed(&self, described: &Described) -> Vec<Difference> {
        let is_standing =
            |path: &str| if self.in_answer { STANDING.contains(&path) } else { self.part.is_in_query(path) };
        let is_described = |path: &str| described.member(path).is_some() || is_standing(path);
        let rows = self.body.members.iter().map(|row| (row.path.as_str(), row.place.clone(), shown(row)));
        let samples = self.body.sample.iter().flat_map(|sample| &sample.members);
        let samples = samples.filter(|member| self.row(&member.path).is_none()).map(|member| {
            let place = Place { file: self.page.name.clone(), start: member.at.0, end: member.at.1 };
            (member.path.as_str(), place, "in the sample, in no table".to_owned())
        });
        let mut found: Vec<Difference> = Vec::new();
        for (path, place, says) in rows.chain(samples).filter(|(path, ..)| !is_described(path)) {
            // What is inside something unknown is unknown with it.
            let is_inside =
                |known: &Difference| path.strip_prefix(&known.member).is_some_and(|rest| rest.starts_with('.'));
            if !found.iter().any(is_inside) {
                let difference = self.difference(Kind::Member, Class::MissingHere, &says, "");
                found.push(Difference { member: path.to_owned(), page: vec![place], ..difference });
            }
        }
        found
    }

    /// The two members of every answer have rows where the others have.
    fn standing(&self) -> Vec<Difference> {
        let missing = STANDING.iter().filter(|name| self.in_answer && self.body.member(name).is_none());
        let of = |name: &&str| Difference {
            member: (*name).to_owned(),
            page: self.sample_place(name).into_iter().chain(self.body.tables.first().cloned()).take(1).collect(),
            ..self.difference(Kind::Member, Class::MissingThere, "in the sample, in no table", "")
        };
        if self.body.tables.is_empty() { Vec::new() } else { missing.map(of).collect() }
    }
}

/// A member in short.
fn shown(member: &Member) -> String {
    let shape = member.facts.shape.as_ref().map_or_else(|| "member".to_owned(), ToString::to_string);
    match member.facts.required {
        Some(true) => format!("{shape}, required"),
        _ => shape,
    }
}

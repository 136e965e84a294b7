//! Compares the members of a body.

use std::collections::BTreeSet;

use super::side::{Role, Side};
use super::{demands, member, order};
use crate::described::Described;
use crate::difference::{Class, Difference, Kind};
use crate::fact::{Member, Place, Shape, last, parent};
use crate::page::Body;

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
    if side.is_sent() {
        found.extend(demands::differences(side, described));
    }
    // The order of elements in XML has no meaning.
    if !side.part.is_callback() {
        found.extend(order::differences(side, described));
    }
    found
}

/// Compares the members of a callback that a part shows, `here`. `described` has all members of the callback.
pub(super) fn of_callback(side: &Side<'_>, here: &Described, described: &Described) -> Vec<Difference> {
    let mut found = Vec::new();
    for member in &here.members {
        match side.body.member(&member.path) {
            Some(row) => found.extend(member::differences(side, row, member, described)),
            None => found.extend(side.without_row(member, described)),
        }
    }
    found.extend(side.undescribed(described));
    found
}

/// The members of every answer.
pub(super) const STANDING: [&str; 2] = ["errcode", "errmsg"];

impl Side<'_> {
    /// The difference for a described member without a row.
    fn without_row(&self, member: &Member, described: &Described) -> Option<Difference> {
        let sample = self.sample_place(&member.path);
        let has_tables = !self.body.tables.is_empty() || !self.inherited.is_empty();
        let is_silent = !has_tables && (sample.is_some() || self.body.sample.is_none());
        let is_elsewhere = self.body.refers_for(&member.path);
        if is_silent || is_elsewhere || member.facts.is_item || self.is_implied(member) {
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

    /// Whether the rows of its members describe an object as well. They do not if all other objects have rows of their own.
    fn is_implied(&self, member: &Member) -> bool {
        let is_object = match &member.facts.shape {
            Some(Shape::Object) => true,
            Some(Shape::List(item)) => item.as_deref() == Some(&Shape::Object),
            _ => false,
        };
        let inside = format!("{}.", member.path);
        let has_members = self.body.members.iter().any(|row| row.path.starts_with(&inside));
        let bodies = || self.page.parts.iter().flat_map(|part| [&part.request, &part.answer]);
        let gives_rows = |objects: Objects| objects.with_row >= 2 && objects.without_row == 1;
        if gives_rows(Objects::of([self.body])) || gives_rows(Objects::of(bodies())) {
            return false;
        }
        let mut rows = bodies().flat_map(|body| &body.members);
        let is_called_so =
            |row: &Member| last(&row.path) == last(&member.path) && row.facts.shape != Some(Shape::String);
        is_object && has_members && member.facts.limits.is_empty() && !rows.any(is_called_so)
    }

    /// Whether a member is optional only because its object, which has no row, is optional.
    pub(super) fn is_optional_with_its_object(&self, path: &str, described: &Described) -> bool {
        let optional = |object: &str| described.member(object).is_some_and(|it| it.facts.required == Some(false));
        let demands = |object: &str| {
            let inside = format!("{object}.");
            let required = |row: &&Member| row.facts.required == Some(true);
            self.body.members.iter().filter(required).any(|row| row.path.starts_with(&inside))
        };
        objects(path).any(|object| optional(object) && self.row(object).is_none() && !demands(object))
    }

    /// Where a member belongs on the page: after the nearest one before it that has a row.
    pub(super) fn beside(&self, path: &str, described: &Described) -> Option<Place> {
        let index = described.members.iter().position(|member| member.path == path).unwrap_or_default();
        let (before, after) = described.members.split_at(index);
        let near = before.iter().rev().chain(after).find_map(|member| self.body.member(&member.path));
        near.or(self.body.members.last()).map(|row| row.place.clone()).or_else(|| self.body.tables.first().cloned())
    }

    /// Members that only the page has.
    pub(super) fn undescribed(&self, described: &Described) -> Vec<Difference> {
        let is_standing = |path: &str| match self.role {
            Role::Sent => self.part.is_in_query(path),
            Role::Answer => STANDING.contains(&path),
            Role::Item | Role::Received => false,
        };
        let is_described = |path: &str| described.member(path).is_some() || is_standing(path);
        let rows = self.body.members.iter().map(|row| (row.path.as_str(), row.place.clone(), shown(row)));
        let samples = self.body.sample.iter().flat_map(|sample| &sample.members);
        let samples = samples.filter(|member| self.row(&member.path).is_none()).map(|member| {
            let place = Place { file: self.page.name.clone(), start: member.at.0, end: member.at.1 };
            (member.path.as_str(), place, "in the sample, in no table".to_owned())
        });
        let mut found: Vec<Difference> = Vec::new();
        for (path, place, says) in rows.chain(samples).filter(|(path, ..)| !is_described(path)) {
            // An unknown object is reported without its members.
            let is_inside =
                |known: &Difference| path.strip_prefix(&known.member).is_some_and(|rest| rest.starts_with('.'));
            if !found.iter().any(is_inside) {
                let difference = self.difference(Kind::Member, Class::MissingHere, &says, "");
                found.push(Difference { member: path.to_owned(), page: vec![place], ..difference });
            }
        }
        found
    }

    /// Missing rows for the members of every answer, in a page that has tables.
    fn standing(&self) -> Vec<Difference> {
        let missing = STANDING.iter().filter(|name| self.role == Role::Answer && self.body.member(name).is_none());
        let of = |name: &&str| Difference {
            member: (*name).to_owned(),
            page: self.sample_place(name).into_iter().chain(self.body.tables.first().cloned()).take(1).collect(),
            ..self.difference(Kind::Member, Class::MissingThere, "in the sample, in no table", "")
        };
        if self.body.tables.is_empty() { Vec::new() } else { missing.map(of).collect() }
    }
}

/// The number of objects with and without a row.
#[derive(Default)]
struct Objects {
    with_row: usize,
    without_row: usize,
}

impl Objects {
    fn of<'b>(bodies: impl IntoIterator<Item = &'b Body>) -> Self {
        let mut counted = Self::default();
        for body in bodies {
            let objects: BTreeSet<&str> = body.members.iter().flat_map(|row| objects(&row.path)).collect();
            let with_row = objects.iter().filter(|object| body.member(object).is_some()).count();
            counted.with_row += with_row;
            counted.without_row += objects.len() - with_row;
        }
        counted
    }
}

/// The objects that contain a member, from the inside out.
fn objects(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(parent(path)), |path| Some(parent(path))).take_while(|object| !object.is_empty())
}

/// A member in a few words.
fn shown(member: &Member) -> String {
    let shape = member.facts.shape.as_ref().map_or_else(|| "member".to_owned(), ToString::to_string);
    match member.facts.required {
        Some(true) => format!("{shape}, required"),
        _ => shape,
    }
}

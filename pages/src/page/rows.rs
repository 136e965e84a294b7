//! Turns the rows of a body into members, once its sample is known.

use std::sync::Arc;

use super::column::Row;
use super::note::Words;
use super::path::Paths;
use super::{Body, Reference, Sample, Unread};
use crate::fact::{Facts, Member, Place, join, parent};
use crate::sentence::{self, Reading, Wish};
use crate::text::Tracked;

pub(super) fn take(body: &mut Body, rows: Vec<Row>, file: &Arc<str>) {
    let mut way = Way::default();
    let mut titles = Vec::new();
    let mut wishes = Vec::new();
    for row in rows {
        let path = way.path(&row, body);
        let reading = sentence::read(&row.description);
        let unread = row.unclear.iter().chain(&reading.unread);
        body.unread.extend(unread.map(|text| self::unread(&path, text.as_str().to_owned(), text, file)));
        if goes_on(body, &path, &reading) {
            continue;
        }
        body.references.extend(Reference::read(&path, row.description.as_str()));
        let index = body.members.len();
        let of_several = |wish: &&Wish| !matches!(wish, Wish::Required | Wish::OnlyWith(..));
        wishes.extend(
            reading.wishes.iter().filter(of_several).map(|wish| (wish.clone(), index, row.description.clone())),
        );
        titles.push(row.description.as_str().trim().to_owned());
        let place = Place { file: file.clone(), start: row.at.0, end: row.at.1 };
        body.members.push(Member { facts: facts(&row, reading, &path, body), path, place });
    }
    demands(body, &titles, wishes, file);
}

/// Whether a row adds a value to a member that has a row for each value.
fn goes_on(body: &mut Body, path: &str, reading: &Reading) -> bool {
    let known = body.members.iter_mut().find(|member| member.path == path).map(|member| &mut member.facts);
    let (Some(known), Some(value)) = (known, &reading.facts.fixed) else { return false };
    let first = known.fixed.take();
    let is_listed = first.is_some() || !known.values.is_empty();
    if is_listed {
        known.values.extend(first.into_iter().chain([value.clone()]).map(|value| (value, String::new())));
    }
    is_listed
}

fn facts(row: &Row, reading: Reading, path: &str, body: &Body) -> Facts {
    let mut facts = reading.facts;
    facts.required = row.required;
    facts.shape = row.shape.clone().or_else(|| body.sample.as_ref()?.member(path)?.shape.clone());
    for wish in reading.wishes {
        match wish {
            Wish::Required => facts.required = Some(true),
            Wish::OnlyWith(tag, value) => facts.only_with = Some((tag, [value].into())),
            _ => {}
        }
    }
    facts
}

/// Adds the demands of the rows. A demand with an unknown word is not understood.
fn demands(body: &mut Body, titles: &[String], wishes: Vec<(Wish, usize, Tracked)>, file: &Arc<str>) {
    let words = Words { members: &body.members, titles, sample: body.sample.as_ref() };
    let (mut demands, mut unknown) = (Vec::new(), Vec::new());
    for (wish, index, description) in wishes {
        let Some(own) = body.members.get(index) else { continue };
        if let Some(meant) = words.demands(&wish, &own.path) {
            demands.extend(meant.into_iter().map(|demand| (demand, own.place.clone())));
        } else {
            unknown.push(unread(&own.path, description.as_str().trim().to_owned(), &description, file));
        }
    }
    body.demands = demands;
    body.unread.extend(unknown);
}

fn unread(member: &str, text: String, at: &Tracked, file: &Arc<str>) -> Unread {
    Unread { member: member.to_owned(), text, place: whole(at, file) }
}

/// The place of a text without the blanks around it.
pub(super) fn whole(text: &Tracked, file: &Arc<str>) -> Place {
    let text = text.trimmed();
    let end = text.origin(text.as_str().len().saturating_sub(1)) + 1;
    Place { file: file.clone(), start: text.start(), end }
}

/// The position in the tree of members, as the rows so far leave it.
#[derive(Default)]
struct Way {
    /// The object of the last row whose name has no object in it.
    near: String,
    /// The rows that can contain the next one, with their depths.
    above: Vec<(usize, String)>,
}

impl Way {
    fn path(&mut self, row: &Row, body: &Body) -> String {
        self.above.retain(|(depth, _)| *depth < row.depth);
        let path = if let Some((_, object)) = self.above.last() {
            join(object, &row.name)
        } else {
            let sample = body.sample.iter().flat_map(|sample| &sample.members).map(|member| member.path.as_str());
            let known = sample.chain(body.members.iter().map(|member| member.path.as_str())).collect();
            let paths = Paths { known };
            let in_callback = body.sample.as_ref().is_some_and(Sample::is_callback);
            let found = paths.find(&row.name, &self.near);
            let found = found.or_else(|| paths.respelled(&row.name).filter(|_| in_callback));
            found.unwrap_or_else(|| paths.resolve(&row.name, &self.near))
        };
        // In a table of names with objects, `object.name`, a bare name is outside of these objects.
        if !row.name.contains(['.', ':']) {
            parent(&path).clone_into(&mut self.near);
        }
        self.above.push((row.depth, path.clone()));
        path
    }
}

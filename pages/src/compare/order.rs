//! Compares the order of members.

use std::collections::BTreeSet;

use super::side::Side;
use crate::described::Described;
use crate::difference::{Class, Difference, Kind};
use crate::fact::{last, parent};

/// Objects whose members are neither in the order of the sample nor in that of the table.
pub(super) fn differences(side: &Side<'_>, described: &Described) -> Vec<Difference> {
    let objects: BTreeSet<&str> = described.members.iter().map(|member| parent(&member.path)).collect();
    let sample = side.body.sample.iter().flat_map(|sample| &sample.members).map(|member| member.path.as_str());
    let sample: Vec<&str> = sample.collect();
    let rows: Vec<&str> = side.body.members.iter().map(|member| member.path.as_str()).collect();
    let mut found = Vec::new();
    // Recipients, sender and options, beside the body, are shared by many messages.
    for object in objects.into_iter().filter(|object| !object.is_empty()) {
        let inside = |path: &&str| parent(path) == object;
        // The members of a case follow the tag in a description, and can be anywhere on a page.
        let always = described.members.iter().filter(|member| member.facts.only_with.is_none());
        let ours: Vec<&str> = always.map(|member| member.path.as_str()).filter(inside).collect();
        let follows = |theirs: &[&str]| {
            let places: Vec<usize> =
                ours.iter().filter_map(|path| theirs.iter().position(|other| other == path)).collect();
            places.len() < 2 || places.is_sorted()
        };
        if follows(&sample) || follows(&rows) {
            continue;
        }
        let names = |paths: &[&str]| paths.iter().map(|path| last(path)).collect::<Vec<_>>().join(", ");
        let theirs: Vec<&str> = rows.iter().copied().filter(inside).collect();
        let row = theirs.first().and_then(|path| side.body.member(path));
        let ours_first = ours.first().and_then(|path| described.member(path));
        found.push(Difference {
            member: object.to_owned(),
            page: row.map(|row| row.place.clone()).into_iter().collect(),
            description: ours_first.map(|member| member.place.clone()).into_iter().collect(),
            ..side.difference(Kind::Order, Class::Contradiction, &names(&theirs), &names(&ours))
        });
    }
    found
}

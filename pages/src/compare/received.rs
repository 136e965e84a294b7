//! Compares callbacks.

use std::collections::BTreeSet;

use super::request::has;
use super::side::{Role, Side};
use super::{body, tags};
use crate::described::{Choice, Described, Descriptions, Subject};
use crate::difference::Difference;
use crate::fact::Member;
use crate::page::{Body, Page, Part};

/// Compares a callback in a part. `siblings` are all parts of the page about the same callback: an event can have a part for
/// each kind of change, with different members.
pub(super) fn received<'p, 's>(
    page: &'p Page,
    part: &'p Part,
    siblings: &[&'p Part],
    subject: Subject<'s>,
    all: Descriptions<'s>,
) -> Vec<Difference> {
    let others = siblings.iter().filter(|other| !std::ptr::eq(**other, part));
    let side = Side {
        page,
        part,
        subjects: vec![subject.name()],
        role: Role::Received,
        body: &part.request,
        inherited: others.map(|part| &part.request).collect(),
    };
    let mut described = subject.request(all, &Choice::open());
    name_known_callbacks(&mut described, part, all);
    let head: BTreeSet<String> = subject.head(all).into_iter().map(|member| member.path).collect();
    // A member that this part does not show can be in another part, or be a member of the head that not every callback has.
    let is_elsewhere = |member: &Member| {
        let path = member.path.as_str();
        let is_here = has(side.body, path);
        !is_here && (head.contains(path) || side.inherited.iter().any(|body| has(body, path)))
    };
    let Described { members, demands, documentation } = described.clone();
    let members = members.into_iter().filter(|member| !is_elsewhere(member)).collect();
    let here = Described { members, demands, documentation };
    let mut found = body::of_callback(&side, &here, &described);
    if siblings.first().is_some_and(|first| std::ptr::eq(*first, part)) {
        let bodies: Vec<&Body> = siblings.iter().map(|part| &part.request).collect();
        found.extend(tags::differences(&side, &bodies, &described));
    }
    found
}

/// Adds the names of described callbacks to the values of the members that name a callback.
fn name_known_callbacks(described: &mut Described, part: &Part, all: Descriptions<'_>) {
    let is_named = |path: &str, value: &str| {
        all.subjects().any(|subject| match subject {
            Subject::Received(_, received) => received.matches.iter().any(|(name, it)| name == path && it == value),
            _ => false,
        })
    };
    for member in &mut described.members {
        let row = part.request.member(&member.path);
        let values = row.iter().flat_map(|row| &row.facts.values).filter(|(value, _)| is_named(&member.path, value));
        member.facts.values.extend(values.map(|(value, means)| (value.clone(), means.clone())));
    }
}

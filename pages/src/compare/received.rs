//! Compares callbacks.

use std::collections::BTreeSet;

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
    let own = described
        .members
        .iter()
        .map(|member| member.path.clone())
        .filter(|path| !head.contains(path))
        .collect::<BTreeSet<_>>();
    let (has_head, has_own) = (has_rows_for_most(&part.request, &head), has_rows_for_most(&part.request, &own));
    // The frames of a long connection have one table for all kinds of messages.
    let is_about_head =
        part.address.is_some() && !head.is_empty() && !part.request.members.iter().any(|row| own.contains(&row.path));
    // A member that this part does not show can be in another part, or be a member of the head that not every callback has.
    let is_elsewhere = |member: &Member| {
        let path = member.path.as_str();
        let is_beside = |has: fn(&Body, &str) -> bool| side.inherited.iter().any(|body| has(body, path));
        let has_row = |body: &Body, path: &str| body.member(path).is_some();
        if is_about_head && !side.body.has(path) {
            return true;
        }
        if head.contains(path) {
            return !side.body.has(path) || !has_head && has_row_elsewhere(page, path);
        }
        !side.body.has(path) && is_beside(Body::has) || !has_own && !has_row(side.body, path) && is_beside(has_row)
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

/// Whether the table has most of these members that the body shows. A page can describe them once, for several events.
fn has_rows_for_most(body: &Body, members: &BTreeSet<String>) -> bool {
    let shown = members.iter().filter(|path| body.has(path)).count();
    let rows = members.iter().filter(|path| body.member(path).is_some()).count();
    rows * 2 >= shown
}

fn has_row_elsewhere(page: &Page, path: &str) -> bool {
    page.parts.iter().any(|part| part.is_callback() && part.request.member(path).is_some())
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

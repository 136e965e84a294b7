//! Compares members that have one value in each part of a page.

use super::side::Side;
use crate::described::Described;
use crate::difference::{Class, Difference, Kind};
use crate::fact::{Member, Place};
use crate::page::Body;

/// Values that no part has.
pub(super) fn differences(side: &Side<'_>, bodies: &[&Body], described: &Described) -> Vec<Difference> {
    described.members.iter().filter_map(|member| missing(side, bodies, member)).collect()
}

fn missing(side: &Side<'_>, bodies: &[&Body], member: &Member) -> Option<Difference> {
    let rows = bodies.iter().filter_map(|body| body.member(&member.path));
    let rows: Vec<(&Place, &str)> = rows.filter_map(|row| Some((&row.place, row.facts.fixed.as_deref()?))).collect();
    let is_on_page = |value: &&str| rows.iter().any(|(_, it)| it == value);
    let values = member.facts.values.keys().map(String::as_str);
    let missing: Vec<&str> = values.filter(|value| !is_on_page(value)).collect();
    let (first, _) = rows.first().filter(|_| !missing.is_empty())?;
    Some(Difference {
        member: member.path.clone(),
        page: vec![(*first).clone()],
        description: vec![member.place.clone()],
        ..side.difference(Kind::Values, Class::MissingThere, "", &missing.join(", "))
    })
}

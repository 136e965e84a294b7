//! Compares limits.

use wecom_schema::model::{Consequence, Unit};

use super::side::{Side, class};
use crate::described::Described;
use crate::difference::{Class, Difference, Kind};
use crate::fact::{Charset, Limit};

pub(super) fn differences(side: &Side<'_>, page: &[Limit], described: &[Limit]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut page: Vec<&Limit> = page.iter().filter(|limit| !limit.is_idle() || is_odd(limit, page)).collect();
    let mut described: Vec<&Limit> = described.iter().filter(|limit| !limit.is_idle()).collect();
    let contradiction = |one: &Limit, other: &Limit| {
        side.difference(Kind::Limit, Class::Contradiction, &one.to_string(), &other.to_string())
    };
    // Pairs limits that allow the same, then those with the same unit, then those with the same maximum.
    let rounds: [fn(&Limit, &Limit) -> bool; 3] = [
        Limit::allows_the_same,
        |one, other| one.unit == other.unit && one.cases == other.cases,
        |one, other| one.max == other.max,
    ];
    for (round, matches) in rounds.into_iter().enumerate() {
        page.retain(|one| {
            let Some(index) = described.iter().position(|other| matches(one, other)) else { return true };
            let other = described.remove(index);
            if round > 0 || !agrees(one.beyond, other.beyond) {
                found.push(contradiction(one, other));
            }
            false
        });
    }
    found.extend(page.iter().map(|one| side.difference(Kind::Limit, Class::MissingHere, &one.to_string(), "")));
    found.extend(described.iter().map(|it| side.difference(Kind::Limit, Class::MissingThere, "", &it.to_string())));
    found
}

/// Limits of members that WeCom sends. Descriptions have them in their documentation only.
pub(super) fn undocumented(side: &Side<'_>, page: &[Limit], described: &Described) -> Vec<Difference> {
    let shown = |limit: &Limit| Limit { beyond: None, ..limit.clone() }.to_string();
    let unsaid = page.iter().filter(|limit| !limit.is_idle()).map(shown).filter(|limit| !described.mentions(limit));
    unsaid.map(|limit| side.difference(Kind::Limit, Class::MissingHere, &limit, "")).collect()
}

/// Whether a limit counts in another unit than a length beside it.
fn is_odd(limit: &Limit, all: &[Limit]) -> bool {
    let is_length = |it: &Limit| matches!(it.unit, Unit::Bytes | Unit::Chars);
    is_length(limit) && all.iter().any(|other| is_length(other) && other.max.is_some() && other.unit != limit.unit)
}

/// A page that states no consequence agrees with `refused` and `unstated`; pages do state truncation and advice.
fn agrees(page: Option<Consequence>, described: Option<Consequence>) -> bool {
    match page {
        None => matches!(described, None | Some(Consequence::Refused | Consequence::Unstated)),
        said => said == described,
    }
}

pub(super) fn charset(side: &Side<'_>, page: Option<&Charset>, described: Option<&Charset>) -> Option<Difference> {
    let same = match (page, described) {
        (None, None) => true,
        (Some(one), Some(other)) => one.allowed == other.allowed && agrees(one.beyond, other.beyond),
        _ => false,
    };
    let shown = |charset: Option<&Charset>| charset.map(ToString::to_string).unwrap_or_default();
    let class = class(page.is_none(), described.is_none());
    (!same).then(|| side.difference(Kind::Limit, class, &shown(page), &shown(described)))
}

//! Compares answers, which a page can describe as a whole or item by item.

use super::request::fixed_rows;
use super::side::{Role, Side};
use super::{body, item, tags};
use crate::described::{Choice, Described, Descriptions, Subject};
use crate::difference::Difference;
use crate::page::{Body, Page, Part};

/// Compares the answer of a part, which the subjects share. `siblings` are all parts of the page about the same request.
pub(super) fn answer<'p, 's>(
    page: &'p Page,
    part: &'p Part,
    siblings: &[&'p Part],
    subjects: &[Subject<'s>],
    all: Descriptions<'s>,
) -> Vec<Difference> {
    let Some(first) = subjects.first().filter(|_| !part.answer.is_empty()) else { return Vec::new() };
    let described = first.answer(all, &Choice::open());
    let (mut wholes, mut items) = (Vec::new(), Vec::new());
    for sibling in siblings.iter().filter(|sibling| !std::ptr::eq(**sibling, part)) {
        match item::in_answer(&sibling.answer, &described) {
            Some((_, item)) => items.push(item),
            None => wholes.push(&sibling.answer),
        }
    }
    let subjects = subjects.iter().map(Subject::name).collect();
    let side = |role, body, inherited| Side { page, part, subjects, role, body, inherited };
    match item::in_answer(&part.answer, &described) {
        None => whole(&side(Role::Answer, &part.answer, Vec::new()), &items, described),
        Some((holder, body)) => {
            let choice = Choice { has: &|path| body.has(path), values: fixed_rows(&body).collect() };
            let chosen = first.answer(all, &choice);
            one_item(&side(Role::Item, &body, wholes), &holder, &items, &described, chosen)
        }
    }
}

/// A whole answer has the members that it shows, and those that no item shows. The items have the values of tags.
fn whole(side: &Side<'_>, items: &[Body], mut described: Described) -> Vec<Difference> {
    let tags = tags::differences(side, &items.iter().collect::<Vec<_>>(), &described);
    described.members.retain(|member| side.body.has(&member.path) || !is_in(items, &member.path));
    for member in &mut described.members {
        let is_tag = |item: &Body| item.member(&member.path).is_some_and(|row| row.facts.fixed.is_some());
        if items.iter().any(is_tag) {
            member.facts.values.clear();
        }
    }
    [body::differences(side, &described), tags].concat()
}

/// An item has the members that it shows, and those of its case that other items show. An unknown case has none.
fn one_item(
    side: &Side<'_>,
    holder: &str,
    items: &[Body],
    described: &Described,
    mut chosen: Described,
) -> Vec<Difference> {
    let is_known = |(path, value): (String, String)| {
        let values = described.member(&path).map(|tag| &tag.facts.values);
        values.is_none_or(|values| values.is_empty() || values.contains_key(&value))
    };
    let has_case = fixed_rows(side.body).all(is_known);
    let inside = format!("{holder}.");
    chosen.members.retain(|member| {
        let path = member.path.as_str();
        path.starts_with(&inside) && (side.body.has(path) || has_case && is_in(items, path))
    });
    body::differences(side, &chosen)
}

fn is_in(items: &[Body], path: &str) -> bool {
    items.iter().any(|item| item.has(path))
}

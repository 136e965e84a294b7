//! Compares one member.

use std::collections::BTreeSet;

use wecom_schema::model::Unit;

use super::limits;
use super::side::{Side, class};
use crate::described::Described;
use crate::difference::{Class, Difference, Kind};
use crate::fact::{Facts, Limit, Member, Shape};

pub(super) fn differences(side: &Side<'_>, row: &Member, member: &Member, all: &Described) -> Vec<Difference> {
    let found = said(side, row, member, all);
    let located = |difference: Difference| Difference {
        member: member.path.clone(),
        page: vec![row.place.clone()],
        description: vec![member.place.clone()],
        ..difference
    };
    found.into_iter().map(located).collect()
}

fn said(side: &Side<'_>, row: &Member, member: &Member, all: &Described) -> Vec<Difference> {
    let (page, described) = (&row.facts, &member.facts);
    let mut found = Vec::new();
    let contradiction =
        |kind, page: &str, described: &str| side.difference(kind, Class::Contradiction, page, described);
    if let (Some(one), Some(other)) = (&page.shape, &described.shape)
        && !one.agrees(other)
    {
        found.push(contradiction(Kind::Type, &one.to_string(), &other.to_string()));
    }
    found.extend(values(side, page, described, &member.path));
    let unknown = page.windows.iter().filter(|window| !all.mentions(window));
    found.extend(unknown.map(|window| side.difference(Kind::Condition, Class::MissingHere, window, "")));
    if !side.is_sent() {
        found.extend(limits::undocumented(side, &page.limits, all));
        return found;
    }
    if let (Some(one), Some(other)) = (page.required, described.required)
        && one != other
        && !(other && side.is_optional_with_its_object(&member.path, all))
    {
        let word = |required| if required { "required" } else { "optional" };
        found.push(contradiction(Kind::Required, word(one), word(other)));
    }
    match (&page.default, &described.default) {
        (Some(one), Some(other)) if one != other => found.push(contradiction(Kind::Default, one, other)),
        (Some(one), None) => found.push(side.difference(Kind::Default, Class::MissingHere, one, "")),
        (None, Some(other)) if !goes_without_saying(page, described) => {
            found.push(side.difference(Kind::Default, Class::MissingThere, "", other));
        }
        _ => {}
    }
    let spans_values = |limit: &&Limit| limit.unit != Unit::Range || !is_span(limit, described);
    let mut of_page: Vec<Limit> = page.limits.iter().filter(spans_values).cloned().collect();
    if page.shape == Some(Shape::Integer) && described.shape == Some(Shape::Integer) {
        // A number of bytes or of items is itself what is limited.
        for limit in &mut of_page {
            limit.unit = Unit::Range;
        }
    }
    found.extend(limits::differences(side, &of_page, &described.limits));
    found.extend(limits::charset(side, page.charset.as_ref(), described.charset.as_ref()));
    let prefixes = |facts: &Facts| listed(&facts.prefixes);
    if page.prefixes != described.prefixes {
        let class = class(page.prefixes.is_empty(), described.prefixes.is_empty());
        found.push(side.difference(Kind::Limit, class, &prefixes(page), &prefixes(described)));
    }
    if page.translated != described.translated {
        let word = |it: bool| if it { "translated" } else { "" };
        let class = class(!page.translated, !described.translated);
        found.push(side.difference(Kind::Translation, class, word(page.translated), word(described.translated)));
    }
    if let Some((tag, values)) = &page.only_with
        && described.only_with.as_ref().is_none_or(|(_, other)| other != values)
    {
        let with = |values: &BTreeSet<String>| format!("only where {tag} is {}", listed(values));
        let other = described.only_with.as_ref().map(|(_, values)| with(values));
        found.push(contradiction(Kind::Condition, &with(values), &other.unwrap_or_default()));
    }
    found
}

/// Whether a page need not state a default: a switch is off by default, and a default beside `required` is what constructors
/// write.
fn goes_without_saying(page: &Facts, described: &Facts) -> bool {
    let is_off = page.values.is_empty() && matches!(described.default.as_deref(), Some("0" | "false"));
    let is_switch = described.shape == Some(Shape::Boolean) || described.values.keys().eq(["0", "1"]);
    described.required == Some(true) || is_off && is_switch
}

/// Whether a range covers exactly the values that have names.
fn is_span(limit: &Limit, described: &Facts) -> bool {
    let values: Vec<f64> = described.values.keys().filter_map(|value| value.parse().ok()).collect();
    let ends = [values.iter().copied().reduce(f64::min), values.iter().copied().reduce(f64::max)];
    !values.is_empty() && ends == [limit.min, limit.max]
}

fn values(side: &Side<'_>, page: &Facts, described: &Facts, path: &str) -> Vec<Difference> {
    let keys = |facts: &Facts| facts.values.keys().cloned().collect::<BTreeSet<String>>();
    let (mut one, other) = (keys(page), keys(described));
    let sample =
        side.body.sample.as_ref().and_then(|sample| sample.member(path)).and_then(|member| member.value.as_ref());
    if let (Some(fixed), Some(sample)) = (&page.fixed, sample)
        && fixed != sample
    {
        return vec![side.difference(Kind::Values, Class::Contradiction, fixed, sample)];
    }
    one.extend(page.fixed.clone().filter(|_| !other.is_empty()));
    let is_spanned = page.limits.iter().any(|limit| is_span(limit, described));
    let is_switch = other.iter().eq(["0", "1"]);
    if one.is_empty() && (is_spanned || is_switch) || page.fixed.is_some() && one.is_subset(&other) {
        return Vec::new();
    }
    let here: BTreeSet<String> = one.difference(&other).cloned().collect();
    let there: BTreeSet<String> = other.difference(&one).cloned().collect();
    let mut found = Vec::new();
    if !here.is_empty() {
        found.push(side.difference(Kind::Values, Class::MissingHere, &listed(&here), ""));
    }
    if !there.is_empty() {
        found.push(side.difference(Kind::Values, Class::MissingThere, "", &listed(&there)));
    }
    found
}

fn listed(words: &BTreeSet<String>) -> String {
    words.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}

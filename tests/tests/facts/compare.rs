//! Facts against descriptions, both ways.

use std::collections::BTreeSet;
use std::fmt;

use crate::row::{Place, Row, Rows, Side};

/// In what the two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Difference {
    /// A fact that no description has.
    NotDescribed,
    /// A description without a fact.
    NoFact,
    Type,
    Required,
    Limits,
    Default,
    Values,
    Translated,
    Page,
}

/// A difference that is meant to be.
#[derive(Debug)]
pub(crate) struct Sanctioned {
    /// `app.text`, `app.recall`.
    pub(crate) operation: &'static str,
    /// The field, in all its cases; empty for a page.
    pub(crate) field: &'static str,
    pub(crate) what: Difference,
    /// What the descriptions say in its place; anything else is a difference again.
    pub(crate) described: &'static str,
    pub(crate) reason: &'static str,
}

/// A place where the two differ.
pub(crate) struct Found {
    place: Place,
    what: Difference,
    facts: String,
    described: String,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { subject, side, field, when } = &self.place;
        let side = match side {
            Side::Request | Side::Callback => "",
            Side::Query => " (query)",
            Side::Answer => " (answer)",
        };
        let when = if when.is_empty() { String::new() } else { format!(" [{}]", when.join("; ")) };
        write!(f, "{subject} {field}{when}{side}: {:?}", self.what)?;
        match self.what {
            Difference::NotDescribed | Difference::NoFact => Ok(()),
            _ => write!(f, ": the facts say `{}`, the descriptions `{}`", self.facts, self.described),
        }
    }
}

/// Every difference.
pub(crate) fn differences(facts: &Rows, described: &Rows) -> Vec<Found> {
    let mut found = Vec::new();
    let places: BTreeSet<&Place> = facts.rows.keys().chain(described.rows.keys()).collect();
    for place in places {
        let mut add = |what, facts: String, described: String| {
            found.push(Found { place: place.clone(), what, facts, described });
        };
        match (facts.rows.get(place), described.rows.get(place)) {
            (Some(fact), Some(row)) => rows(fact, row, add),
            (Some(_), None) => add(Difference::NotDescribed, String::new(), String::new()),
            (None, _) => add(Difference::NoFact, String::new(), String::new()),
        }
    }
    let subjects: BTreeSet<&String> = facts.pages.keys().chain(described.pages.keys()).collect();
    for subject in subjects {
        let pages = |rows: &Rows| rows.pages.get(subject).cloned().unwrap_or_default();
        let (fact, row) = (pages(facts), pages(described));
        if row.is_empty() || !row.is_subset(&fact) {
            let (subject, when) = (subject.clone(), Vec::new());
            let place = Place { subject, side: Side::Request, field: String::new(), when };
            found.push(Found { place, what: Difference::Page, facts: joined(&fact), described: joined(&row) });
        }
    }
    found
}

fn rows(fact: &Row, row: &Row, mut add: impl FnMut(Difference, String, String)) {
    let pairs = [
        (Difference::Type, fact.ty.clone(), row.ty.clone()),
        (Difference::Required, joined(&fact.required), joined(&row.required)),
        (Difference::Limits, joined(&fact.limits), joined(&row.limits)),
        (Difference::Default, joined(&fact.default), joined(&row.default)),
        (Difference::Values, joined(&fact.values), joined(&row.values)),
        (Difference::Translated, fact.translated.to_string(), row.translated.to_string()),
    ];
    for (what, fact, row) in pairs {
        if fact != row {
            add(what, fact, row);
        }
    }
}

fn joined<'i, T: ToString + 'i>(items: impl IntoIterator<Item = &'i T>) -> String {
    items.into_iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// The differences without a sanction, and the unused sanctions of this channel.
pub(crate) fn unsanctioned(channel: &str, found: &[Found], sanctioned: &[Sanctioned]) -> Vec<String> {
    let covers = |sanction: &Sanctioned, found: &Found| {
        (sanction.operation, sanction.field) == (found.place.subject.as_str(), found.place.field.as_str())
            && (sanction.what, sanction.described) == (found.what, found.described.as_str())
    };
    let differences = found.iter().filter(|found| !sanctioned.iter().any(|sanction| covers(sanction, found)));
    let of_channel = |sanction: &&Sanctioned| sanction.operation.split('.').next() == Some(channel);
    let unused = sanctioned.iter().filter(of_channel).filter(|it| !found.iter().any(|found| covers(it, found)));
    let unused = unused
        .map(|it| format!("{} {}: {:?} is sanctioned for nothing ({})", it.operation, it.field, it.what, it.reason));
    differences.map(ToString::to_string).chain(unused).collect()
}

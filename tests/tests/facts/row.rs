//! The facts about one field, in the same form for facts and descriptions.

use std::collections::{BTreeMap, BTreeSet};

use wecom_schema::model::{Charset, Consequence};

/// Which field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// `app.text`, `app.recall`.
    pub(crate) subject: String,
    pub(crate) side: Side,
    /// `template_card.jump_list[].url`
    pub(crate) field: String,
    /// The tags that must have these values, from the outside in: `card_type=text_notice`, `type=1`.
    pub(crate) when: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Side {
    Request,
    /// The query of a request without a body.
    Query,
    Answer,
    /// An event or a message that an application receives.
    Callback,
}

/// What is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) ty: String,
    pub(crate) required: BTreeSet<String>,
    pub(crate) limits: BTreeSet<String>,
    pub(crate) default: Option<String>,
    pub(crate) values: BTreeSet<String>,
    pub(crate) translated: bool,
}

impl Row {
    /// Equal regardless of the wording: a flag is an integer that is 0 or 1.
    pub(crate) fn settled(mut self) -> Self {
        if self.ty == "integer" && self.values.iter().eq(["0", "1"]) {
            "flag".clone_into(&mut self.ty);
            self.values.clear();
        }
        self
    }
}

/// All facts about a channel.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) rows: BTreeMap<Place, Row>,
    /// The numbers of the pages that a subject stands on.
    pub(crate) pages: BTreeMap<String, BTreeSet<u64>>,
}

/// `any of a b`: neither the order of the names nor how often they are said means anything.
pub(crate) fn condition(words: &str, mut fields: Vec<String>) -> String {
    fields.sort();
    fields.dedup();
    format!("{words} {}", fields.join(" "))
}

/// The same characters in the same order, however they were grouped.
pub(crate) fn only(charset: &Charset) -> String {
    let characters = |is_among: &dyn Fn(char) -> bool| ('!'..='~').filter(|it| is_among(*it)).collect::<String>();
    let allowed = characters(&|character| charset.allows(character));
    let first = characters(&|character| charset.allows_first(character));
    let first = charset.first.as_ref().map(|_| format!(" first {first}")).unwrap_or_default();
    let or = if charset.or.is_empty() { String::new() } else { format!(" or {}", charset.or.join("|")) };
    format!("only {allowed}{first}{or} {}", word(charset.beyond))
}

const CONSEQUENCES: [(&str, Consequence); 4] = [
    ("refused", Consequence::Refused),
    ("truncated", Consequence::Truncated),
    ("advised", Consequence::Advised),
    ("unstated", Consequence::Unstated),
];

pub(crate) fn word(consequence: Consequence) -> &'static str {
    CONSEQUENCES.iter().find(|(_, it)| *it == consequence).map_or("", |(word, _)| word)
}

pub(crate) fn consequence(word: &str) -> Option<Consequence> {
    CONSEQUENCES.iter().find(|(it, _)| *it == word).map(|(_, consequence)| *consequence)
}

//! The descriptions in the terms of pages. Only this module knows their model.

mod callback;
mod field;
mod flattening;
mod message;
mod subject;

use std::collections::BTreeMap;
use std::sync::Arc;

use wecom_schema::model::Span;
use wecom_schema::{Schema, Sources};

pub(crate) use message::envelope_names;
pub(crate) use subject::Subject;

use crate::fact::{Demand, Member, Place};

/// The descriptions and their texts.
#[derive(Clone, Copy, Debug)]
pub struct Descriptions<'s> {
    pub(crate) schema: &'s Schema,
    pub(crate) sources: &'s Sources,
}

/// The described members of a body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Described {
    pub(crate) members: Vec<Member>,
    pub(crate) demands: Vec<(Demand, Place)>,
    /// All documentation texts.
    pub(crate) documentation: String,
}

/// What selects the cases of unions on a page: its members, and the values of its tags.
pub(crate) struct Choice<'p> {
    pub(crate) has: &'p dyn Fn(&str) -> bool,
    pub(crate) values: BTreeMap<String, String>,
}

impl Choice<'_> {
    /// Selects every case.
    pub(crate) fn open() -> Self {
        Self { has: &|_| false, values: BTreeMap::new() }
    }
}

impl<'s> Descriptions<'s> {
    /// Creates the descriptions from a schema and the sources that it was loaded from.
    pub fn new(schema: &'s Schema, sources: &'s Sources) -> Self {
        Self { schema, sources }
    }

    pub(crate) fn place(&self, span: Span) -> Place {
        let located = self.sources.locate(span);
        let (file, range) = located.map_or((String::new(), 0..0), |(source, range)| (source.path.clone(), range));
        Place { file: Arc::from(file), start: range.start, end: range.end }
    }

    /// All subjects.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = Subject<'s>> {
        self.schema.channels.iter().flat_map(|channel| {
            let messages = channel.messages.iter().map(move |message| Subject::Message(channel, message));
            let operations = channel.operations.iter().map(move |operation| Subject::Operation(channel, operation));
            let received = channel.received.iter().map(move |received| Subject::Received(channel, received));
            let replies = channel.passive_replies.iter().map(move |reply| Subject::Reply(channel, reply));
            messages.chain(operations).chain(received).chain(replies)
        })
    }
}

impl Described {
    /// Whether the documentation contains these words: `72 hours`, `once`. Small numbers can be spelled out.
    pub(crate) fn mentions(&self, words: &str) -> bool {
        const NUMBERS: [&str; 11] =
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let in_words = words.split_once(' ').and_then(|(number, unit)| {
            let number = NUMBERS.get(number.parse::<usize>().ok()?)?;
            Some(format!("{number} {unit}"))
        });
        self.documentation.contains(words) || in_words.is_some_and(|words| self.documentation.contains(&words))
    }

    pub(crate) fn member(&self, path: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.path == path)
    }
}

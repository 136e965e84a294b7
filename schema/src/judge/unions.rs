//! Reads unions: which case the members choose, and what it brings.

use serde_json::Value;

use super::members::Members;
use super::reading::Reader;
use super::tolerance;
use super::tree::{Chosen, Node};
use super::verdict::Ignored;
use crate::model::{Kind, Tag, TypeId, Union};

impl<'c> Reader<'c> {
    /// A union whose members are among these.
    pub(super) fn inline<'b>(
        &mut self,
        id: TypeId,
        union: &'c Union,
        members: &mut Members<'b>,
    ) -> Option<Node<'c, 'b>> {
        let case = match &union.tag {
            Tag::Keyed => self.keyed(union, members)?,
            Tag::Integer(name) | Tag::String(name) => self.tagged(union, name, members)?,
        };
        let described = union.cases.get(case)?;
        let payload = match (&described.payload, union.holder(described)) {
            (Some(kind), Some(holder)) => {
                let before = self.at.enter(holder);
                let node = match (members.take(holder), kind) {
                    (Some(value), kind) => self.value(kind, value),
                    // Like a message's body, a missing holder counts as an empty object.
                    (None, Kind::Object(id)) => self.plain_object(*id, &mut Members::new(None)),
                    (None, Kind::Union(id)) => self.inline(*id, self.channel.union(*id)?, &mut Members::new(None)),
                    (None, _) => None,
                };
                self.at.leave(before);
                Some(Box::new(node?))
            }
            (Some(Kind::Object(id)), None) => self.plain_object(*id, members).map(Box::new),
            _ => None,
        };
        for name in &described.ignores {
            if members.take(name).is_some_and(|value| !tolerance::says_nothing(value)) {
                let read_where = self.channel.read_where(union, name);
                self.found.ignored.push(Ignored { path: self.at.of(name), read_where });
            }
        }
        Some(Node::Union(Chosen { id, case, payload }))
    }

    fn tagged(&mut self, union: &Union, name: &str, members: &mut Members<'_>) -> Option<usize> {
        let found = members.take(name);
        let wire = found.and_then(|value| self.tag(&union.tag, name, value));
        let case = match (found, wire) {
            (None, _) => union.absent,
            (Some(_), wire) => union.cases.iter().position(|case| Some(&case.wire) == wire.as_ref()),
        };
        if case.is_none() {
            self.unknown_case(name, found, &cases(union), union.errcode);
        }
        case
    }

    /// The value of a tag as a case is named; `None` if it cannot be one.
    fn tag(&mut self, tag: &Tag, name: &str, value: &Value) -> Option<String> {
        let before = self.at.enter(name);
        let wire = if let Tag::Integer(_) = tag {
            let number = tolerance::integer(value);
            number.map(|number| {
                self.straighten("an integer", value, tolerance::is_plain_integer(value), || Value::from(number));
                number.to_string()
            })
        } else {
            let text = tolerance::text(value);
            text.map(|text| {
                self.straighten("a string", value, value.is_string(), || Value::from(text.as_ref()));
                text.into_owned()
            })
        };
        self.at.leave(before);
        wire
    }

    fn keyed(&mut self, union: &Union, members: &Members<'_>) -> Option<usize> {
        let mut there = union.cases.iter().enumerate().filter(|(_, case)| members.peek(&case.wire).is_some());
        match (there.next(), there.next()) {
            (Some((case, _)), None) => Some(case),
            (found, _) => {
                let known = cases(union).join(", ");
                let found = if found.is_some() { "several are there" } else { "none is there" };
                self.mismatch(format!("exactly one of {known} is wanted here, but {found}"), union.errcode);
                None
            }
        }
    }
}

/// The cases' values in JSON.
fn cases(union: &Union) -> Vec<&str> {
    union.cases.iter().map(|case| case.wire.as_str()).collect()
}

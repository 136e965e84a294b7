//! Reads JSON into a tree that follows the described types.

use serde_json::{Map, Value};

use super::codes::BAD_MSGTYPE;
use super::location::Location;
use super::members::Members;
use super::tree::{Chosen, Node, Tree};
use super::verdict::{Finding, Mismatch, Problem};
use crate::model::{Channel, Consequence, Field, Kind, Message, Tag, Type, TypeId, Union, Values};

/// Reads a body and collects mismatches.
#[derive(Debug)]
pub(super) struct Reader<'c> {
    pub(super) channel: &'c Channel,
    at: Location,
    mismatches: Vec<Mismatch>,
    foreign: Vec<String>,
    pub(super) refused: Vec<Finding>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(channel: &'c Channel) -> Self {
        Self { channel, at: Location::default(), mismatches: Vec::new(), foreign: Vec::new(), refused: Vec::new() }
    }

    /// The mismatches, the paths of undescribed members, and the findings about the message as a whole.
    pub(super) fn finish(self) -> (Vec<Mismatch>, Vec<String>, Vec<Finding>) {
        (self.mismatches, self.foreign, self.refused)
    }

    /// A message, `{"msgtype": …}`, of any type.
    pub(super) fn any_message<'b>(&mut self, body: &'b Value) -> Option<Node<'c, 'b>> {
        let mut members = self.members(body)?;
        let message = self.message_by_type(&mut members);
        self.leftover(&members);
        message
    }

    /// The body of an operation, or a message of a known type.
    pub(super) fn root<'b>(&mut self, id: TypeId, body: &'b Value) -> Option<Node<'c, 'b>> {
        let channel = self.channel;
        let Some(message) = channel.messages.iter().find(|message| message.object == id) else {
            return match channel.union(id) {
                Some(_) => self.value(&Kind::Union(id), body),
                None => self.value(&Kind::Object(id), body),
            };
        };
        let mut members = self.members(body)?;
        members.take("msgtype");
        let node = self.message(message, &mut members);
        self.leftover(&members);
        node
    }

    pub(super) fn message_by_type<'b>(&mut self, members: &mut Members<'b>) -> Option<Node<'c, 'b>> {
        let channel = self.channel;
        let found = members.take("msgtype");
        let message = channel.messages.iter().find(|message| found.and_then(Value::as_str) == Some(&message.msgtype));
        if message.is_none() {
            let known: Vec<&str> = channel.messages.iter().map(|message| message.msgtype.as_str()).collect();
            self.unknown_case("msgtype", found, &known, Some(BAD_MSGTYPE));
        }
        self.message(message?, members)
    }

    fn message<'b>(&mut self, message: &'c Message, envelope: &mut Members<'b>) -> Option<Node<'c, 'b>> {
        let object = self.channel.object(message.object)?;
        let before = self.at.enter(&message.msgtype);
        let mut body = match envelope.take(&message.msgtype) {
            Some(value) => self.members(value),
            None => Some(Members::new(None)),
        };
        self.at.leave(before);
        let body = body.as_mut()?;
        let before = self.at.enter(&message.msgtype);
        let mut fields = self.fields(object.body(), body);
        self.at.leave(before);
        fields.extend(self.fields(object.options(), envelope));
        for refused in &message.refuses {
            let found = envelope.take(&refused.member);
            if found.is_some_and(|found| *found != refused.allows) {
                let problem = Problem::NotHere(refused.reason.clone());
                let (path, errcode) = (self.at.of(&refused.member), refused.errcode);
                self.refused.push(Finding { path, problem, consequence: Consequence::Refused, errcode });
            }
        }
        let before = self.at.enter(&message.msgtype);
        self.leftover(body);
        self.at.leave(before);
        Some(Node::Object(Tree { id: message.object, msgtype: Some(&message.msgtype), fields }))
    }

    pub(super) fn plain_object<'b>(&mut self, id: TypeId, members: &mut Members<'b>) -> Option<Node<'c, 'b>> {
        let object = self.channel.object(id)?;
        Some(Node::Object(Tree { id, msgtype: None, fields: self.fields(&object.fields, members) }))
    }

    fn fields<'b>(&mut self, fields: &'c [Field], members: &mut Members<'b>) -> Vec<Option<Node<'c, 'b>>> {
        let node = |field| self.field(field, members).filter(|node| !node.is_absent());
        fields.iter().map(node).collect()
    }

    fn field<'b>(&mut self, field: &'c Field, members: &mut Members<'b>) -> Option<Node<'c, 'b>> {
        let union = match field.kind {
            Kind::Inline(id) => return self.inline(id, self.channel.union(id)?, members),
            Kind::Union(id) => self.channel.union(id),
            _ => None,
        };
        let value = members.take(&field.wire)?;
        if matches!(field.kind, Kind::Object(_) | Kind::Union(_)) && value.as_object().is_some_and(Map::is_empty) {
            return None;
        }
        let before = self.at.enter(&field.wire);
        let found = self.mismatches.len();
        let node = match &field.each {
            Some(each) => self.each(&field.kind, each, value),
            None => self.value(&field.kind, value),
        };
        self.at.leave(before);
        if union.is_some() && node.is_none() {
            // If the union states no error code, that of the required field applies.
            let own = self.mismatches.get_mut(found).filter(|mismatch| mismatch.errcode.is_none());
            if let (Some(mismatch), Some(required)) = (own, field.required) {
                mismatch.errcode = required.errcode;
            }
        }
        node
    }

    fn value<'b>(&mut self, kind: &Kind, value: &'b Value) -> Option<Node<'c, 'b>> {
        match kind {
            Kind::String | Kind::Newtype(_) => self.wanted("a string", value, value.as_str().map(Node::Text)),
            #[allow(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
            Kind::Integer => self.wanted("an integer", value, value.as_i64().map(|number| Node::Number(number as f64))),
            Kind::Number => self.wanted("a number", value, value.as_f64().map(Node::Number)),
            Kind::Boolean => self.wanted("true or false", value, value.as_bool().map(Node::Switch)),
            Kind::Flag => {
                let flag = value.as_i64().filter(|flag| matches!(flag, 0 | 1));
                self.wanted("0 or 1", value, flag.map(|flag| Node::Switch(flag == 1)))
            }
            Kind::Seconds => {
                let seconds = value.as_u64().and_then(|seconds| u32::try_from(seconds).ok());
                self.wanted("a number of seconds", value, seconds.map(|seconds| Node::Number(f64::from(seconds))))
            }
            Kind::Values(id) => match self.channel.ty(*id) {
                Type::Values(values) => self.named(values, value),
                _ => None,
            },
            Kind::Joined(separator) => {
                let text = self.wanted("a string", value, value.as_str())?;
                let pieces = text.split(separator.as_str()).filter(|_| !text.is_empty());
                Some(Node::List(pieces.map(Node::Text).collect()))
            }
            Kind::List(item) => self.list(item, value),
            Kind::Object(id) => {
                let mut members = self.members(value)?;
                let object = self.plain_object(*id, &mut members);
                self.leftover(&members);
                object
            }
            Kind::Union(id) | Kind::Inline(id) => {
                let union = self.channel.union(*id)?;
                let mut members = self.members(value)?;
                let node = self.inline(*id, union, &mut members)?;
                self.leftover(&members);
                Some(node)
            }
        }
    }

    /// The list that is the member of this name in an object.
    fn each<'b>(&mut self, kind: &Kind, name: &str, value: &'b Value) -> Option<Node<'c, 'b>> {
        let mut members = self.members(value)?;
        let items = members.take(name);
        self.leftover(&members);
        let before = self.at.enter(name);
        let node = items.and_then(|items| self.value(kind, items));
        self.at.leave(before);
        node
    }

    fn list<'b>(&mut self, item: &Kind, value: &'b Value) -> Option<Node<'c, 'b>> {
        let items = self.wanted("a list", value, value.as_array())?;
        let mut nodes = Vec::with_capacity(items.len());
        for (index, value) in items.iter().enumerate() {
            let before = self.at.enter_item(index);
            nodes.extend(self.value(item, value));
            self.at.leave(before);
        }
        Some(Node::List(nodes))
    }

    fn named<'b>(&mut self, values: &Values, value: &'b Value) -> Option<Node<'c, 'b>> {
        let known = |wire: &str| values.values.iter().any(|named| named.wire == wire);
        if values.integer {
            let number = self.wanted("an integer", value, value.as_i64())?;
            Some(Node::Named { known: known(&number.to_string()), empty: false })
        } else {
            let text = self.wanted("a string", value, value.as_str())?;
            Some(Node::Named { known: known(text), empty: text.is_empty() })
        }
    }

    /// A union whose members are among these.
    fn inline<'b>(&mut self, id: TypeId, union: &'c Union, members: &mut Members<'b>) -> Option<Node<'c, 'b>> {
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
                    (None, _) => None,
                };
                self.at.leave(before);
                Some(Box::new(node?))
            }
            (Some(Kind::Object(id)), None) => self.plain_object(*id, members).map(Box::new),
            _ => None,
        };
        for name in &described.ignores {
            members.take(name);
        }
        Some(Node::Union(Chosen { id, case, payload }))
    }

    fn tagged(&mut self, union: &Union, name: &str, members: &mut Members<'_>) -> Option<usize> {
        let found = members.take(name);
        let wire = match (&union.tag, found) {
            (_, None) => None,
            (Tag::Integer(_), Some(value)) => value.as_i64().map(|number| number.to_string()),
            (_, Some(value)) => value.as_str().map(str::to_owned),
        };
        let case = match (found, wire) {
            (None, _) => union.absent,
            (Some(_), wire) => union.cases.iter().position(|case| Some(&case.wire) == wire.as_ref()),
        };
        if case.is_none() {
            self.unknown_case(name, found, &cases(union), union.errcode);
        }
        case
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

    pub(super) fn members<'b>(&mut self, value: &'b Value) -> Option<Members<'b>> {
        self.wanted("an object", value, value.as_object()).map(|map| Members::new(Some(map)))
    }

    /// Records the members that are not described.
    pub(super) fn leftover(&mut self, members: &Members<'_>) {
        self.foreign.extend(members.untaken.iter().map(|name| self.at.of(name)));
    }

    fn wanted<T>(&mut self, wanted: &str, found: &Value, fitting: Option<T>) -> Option<T> {
        if fitting.is_none() {
            self.mismatch(format!("{wanted} is wanted here, not {}", describe(found)), None);
        }
        fitting
    }

    fn unknown_case(&mut self, name: &str, found: Option<&Value>, known: &[&str], errcode: Option<i32>) {
        let found = found.map_or("it is missing".to_owned(), |found| format!("it is {}", describe(found)));
        let before = self.at.enter(name);
        self.mismatch(format!("one of {} is wanted here, but {found}", known.join(", ")), errcode);
        self.at.leave(before);
    }

    fn mismatch(&mut self, reason: String, errcode: Option<i32>) {
        self.mismatches.push(Mismatch { path: self.at.of(""), reason, errcode });
    }
}

/// The cases' values in JSON.
fn cases(union: &Union) -> Vec<&str> {
    union.cases.iter().map(|case| case.wire.as_str()).collect()
}

/// The value in words, without the text of strings, which can be anything.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => format!("the boolean {value}"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

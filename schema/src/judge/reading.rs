//! Reads JSON into a tree that follows the described types.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::codes::BAD_MSGTYPE;
use super::location::Location;
use super::members::Members;
use super::tolerance;
use super::tree::{Chosen, Node, Tree};
use super::verdict::{Finding, Ignored, Mismatch, Problem, Straightened};
use crate::model::{Channel, Consequence, Field, Kind, Message, Tag, Type, TypeId, Union, Values};

/// Reads a body and collects mismatches.
#[derive(Debug)]
pub(super) struct Reader<'c> {
    pub(super) channel: &'c Channel,
    at: Location,
    pub(super) found: Found,
}

/// What reading a body found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) mismatches: Vec<Mismatch>,
    /// The paths of undescribed members.
    pub(super) unknown_members: Vec<String>,
    pub(super) ignored: Vec<Ignored>,
    pub(super) straightened: Vec<Straightened>,
    /// Findings about the message as a whole.
    pub(super) refused: Vec<Finding>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(channel: &'c Channel) -> Self {
        Self { channel, at: Location::default(), found: Found::default() }
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
            if found.is_some_and(|found| !tolerance::same(found, &refused.allows)) {
                let problem = Problem::NotHere(refused.reason.clone());
                let (path, errcode) = (self.at.of(&refused.member), refused.errcode);
                self.found.refused.push(Finding { path, problem, consequence: Consequence::Refused, errcode });
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
        let before = self.at.enter(&field.wire);
        let is_empty = |members: &Map<String, Value>| members.values().all(Value::is_null);
        if matches!(field.kind, Kind::Object(_) | Kind::Union(_)) && value.as_object().is_some_and(is_empty) {
            self.members(value);
            self.at.leave(before);
            return None;
        }
        let found = self.found.mismatches.len();
        let node = match &field.each {
            Some(each) => self.each(&field.kind, each, value),
            None => self.value(&field.kind, value),
        };
        self.at.leave(before);
        if union.is_some() && node.is_none() {
            // If the union has no error code, that of the required field applies.
            let own = self.found.mismatches.get_mut(found).filter(|mismatch| mismatch.errcode.is_none());
            if let (Some(mismatch), Some(required)) = (own, field.required) {
                mismatch.errcode = required.errcode;
            }
        }
        node
    }

    fn value<'b>(&mut self, kind: &Kind, value: &'b Value) -> Option<Node<'c, 'b>> {
        match kind {
            Kind::String | Kind::Newtype(_) => self.text(value).map(Node::Text),
            #[allow(clippy::cast_precision_loss, reason = "limits are far below 2^53")]
            Kind::Integer => self.integer(value).map(|number| Node::Number(number as f64)),
            Kind::Number => {
                let number = self.wanted("a number", value, tolerance::number(value))?;
                self.straighten("a number", value, value.is_number(), || tolerance::json_number(number));
                Some(Node::Number(number))
            }
            Kind::Boolean => {
                let on = self.wanted("true or false", value, tolerance::switch(value))?;
                self.straighten("true or false", value, value.is_boolean(), || Value::Bool(on));
                Some(Node::Switch(on))
            }
            Kind::Flag => {
                let on = self.wanted("0 or 1", value, tolerance::switch(value))?;
                self.straighten("0 or 1", value, value.is_number(), || Value::from(u8::from(on)));
                Some(Node::Switch(on))
            }
            Kind::Seconds => {
                let seconds = self.wanted("a number of seconds", value, tolerance::seconds(value))?;
                self.straighten("a number of seconds", value, value.is_number(), || Value::from(seconds));
                Some(Node::Number(f64::from(seconds)))
            }
            Kind::Values(id) => match self.channel.ty(*id) {
                Type::Values(values) => self.named(values, value),
                _ => None,
            },
            Kind::Joined(separator) => {
                let text = self.text(value)?;
                let pieces = text.split(separator.as_str()).filter(|_| !text.is_empty());
                let node = |piece: &str| Node::Text(Cow::Owned(piece.to_owned()));
                Some(Node::List(pieces.map(node).collect()))
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
            let number = self.integer(value)?;
            Some(Node::Named { known: known(&number.to_string()), empty: false })
        } else {
            let text = self.text(value)?;
            Some(Node::Named { known: known(&text), empty: text.is_empty() })
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
                self.straighten("an integer", value, value.is_number(), || Value::from(number));
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

    pub(super) fn members<'b>(&mut self, value: &'b Value) -> Option<Members<'b>> {
        let map = self.wanted("an object", value, value.as_object())?;
        for (name, _) in map.iter().filter(|(_, value)| value.is_null()) {
            let reason = "null counts as absent".to_owned();
            self.found.straightened.push(Straightened { path: self.at.of(name), reason, value: Value::Null });
        }
        Some(Members::new(Some(map)))
    }

    fn text<'b>(&mut self, value: &'b Value) -> Option<Cow<'b, str>> {
        let text = self.wanted("a string", value, tolerance::text(value))?;
        self.straighten("a string", value, value.is_string(), || Value::from(text.as_ref()));
        Some(text)
    }

    fn integer(&mut self, value: &Value) -> Option<i64> {
        let number = self.wanted("an integer", value, tolerance::integer(value))?;
        self.straighten("an integer", value, value.is_number(), || Value::from(number));
        Some(number)
    }

    /// Records a readable value of another JSON type than the described one.
    fn straighten(&mut self, wanted: &str, found: &Value, is_canonical: bool, value: impl FnOnce() -> Value) {
        if !is_canonical {
            let reason = unwanted(wanted, found);
            self.found.straightened.push(Straightened { path: self.at.of(""), reason, value: value() });
        }
    }

    /// Records the members that are not described.
    pub(super) fn leftover(&mut self, members: &Members<'_>) {
        self.found.unknown_members.extend(members.untaken.iter().map(|name| self.at.of(name)));
    }

    fn wanted<T>(&mut self, wanted: &str, found: &Value, fitting: Option<T>) -> Option<T> {
        if fitting.is_none() {
            self.mismatch(unwanted(wanted, found), None);
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
        self.found.mismatches.push(Mismatch { path: self.at.of(""), reason, errcode });
    }
}

/// The cases' values in JSON.
fn cases(union: &Union) -> Vec<&str> {
    union.cases.iter().map(|case| case.wire.as_str()).collect()
}

fn unwanted(wanted: &str, found: &Value) -> String {
    format!("{wanted} is wanted here, not {}", describe(found))
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

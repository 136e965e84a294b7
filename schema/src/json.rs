//! JSON with the position of every key and value.
//!
//! `serde_json` does the parsing, in one pass: keys and scalars are raw values, which borrow from the text, and where
//! they borrow from is their position; an object or a list begins and ends around them.

use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Number, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, Span};
use crate::syntax;

/// A JSON value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Span,
    pub(crate) value: Json,
}

#[derive(Clone, Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    List(Vec<Node>),
    Object(Vec<Entry>),
}

#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Span,
    pub(crate) value: Node,
}

impl Node {
    /// What kind of value it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match self.value {
            Json::Null => "null",
            Json::Bool(_) => "a boolean",
            Json::Number(_) => "a number",
            Json::String(_) => "a string",
            Json::List(_) => "a list",
            Json::Object(_) => "an object",
        }
    }

    /// Where the member at a path stands: `text.content`, `buttons[2].key`; as much of the path as there is.
    pub(crate) fn find(&self, path: &str) -> Span {
        match &self.value {
            Json::Object(entries) => {
                let path = path.strip_prefix('.').unwrap_or(path);
                let below =
                    |entry: &Entry| path.strip_prefix(entry.key.as_str()).filter(|rest| is_end(rest)).map(str::len);
                let found = entries.iter().find_map(|entry| Some((entry, below(entry)?)));
                if let Some((Entry { key_span, value, .. }, rest)) = found {
                    let span = value.find(path.get(path.len() - rest..).unwrap_or_default());
                    // An object is as good as its key, which says more than a bracket.
                    return if span.start == value.span.start && value.is_nested() { *key_span } else { span };
                }
            }
            Json::List(items) => {
                let index = path.strip_prefix('[').and_then(|path| path.split_once(']'));
                let item = index.and_then(|(index, rest)| Some((items.get(index.parse::<usize>().ok()?)?, rest)));
                if let Some((item, rest)) = item {
                    return item.find(rest);
                }
            }
            _ => return self.span,
        }
        Span { end: self.span.start + 1, ..self.span }
    }

    fn is_nested(&self) -> bool {
        matches!(self.value, Json::List(_) | Json::Object(_))
    }

    /// The same without positions.
    pub(crate) fn to_value(&self) -> Value {
        match &self.value {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(number) => Value::Number(number.clone()),
            Json::String(text) => Value::String(text.clone()),
            Json::List(items) => Value::Array(items.iter().map(Node::to_value).collect()),
            Json::Object(entries) => {
                Value::Object(entries.iter().map(|entry| (entry.key.clone(), entry.value.to_value())).collect())
            }
        }
    }
}

/// Whether the name before this has come to its end.
fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '['])
}

/// Parses a file. A syntax error ends it; `serde_json` reports the first one only.
pub(crate) fn parse(file: usize, source: &Source, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = source.text.as_str();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut reader = Reader { file, text, at: 0, diagnostics };
    let read = Nested { reader: &mut reader, depth: DEPTH }.deserialize(&mut deserializer);
    if let (Ok(node), Ok(())) = (read, deserializer.end()) {
        return Some(node);
    }
    // What is JSON was refused on the way, with the reason.
    if let Err(error) = serde_json::from_str::<&RawValue>(text) {
        diagnostics.add(syntax_error(file, text, &error));
    }
    None
}

fn syntax_error(file: usize, text: &str, error: &serde_json::Error) -> Diagnostic {
    if text.trim().is_empty() {
        let message = "this file is empty";
        let help = "describe something in it, or delete it";
        return Diagnostic::new(Span { file, start: 0, end: 0 }, message).help(help);
    }
    syntax::mistake(file, text, offset(text, error.line(), error.column()), &reason(error))
}

/// What `serde_json` says of an error, without its own words for the place.
fn reason(error: &serde_json::Error) -> String {
    let mut reason = error.to_string();
    if let Some(end) = reason.find(" at line ") {
        reason.truncate(end);
    }
    reason
}

/// `serde_json` counts lines from one and columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start + column.saturating_sub(1)
}

/// Deeper than any description can need, and far from the end of the stack.
const DEPTH: usize = 64;

/// The message of an error that ends the reading after the reason was reported.
const REPORTED: &str = "reported";

struct Reader<'t, 'd> {
    file: usize,
    text: &'t str,
    /// Where what was read last ends.
    at: usize,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_, '_> {
    /// Where the next value or closing bracket begins.
    fn skip(&mut self) -> usize {
        while let Some(b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        self.at
    }

    /// Goes past the bracket that is here.
    fn open(&mut self) -> usize {
        self.at += 1;
        self.at - 1
    }

    /// Goes past the bracket that ends what has begun there.
    fn close(&mut self, start: usize) -> Span {
        self.at = self.skip() + 1;
        Span { file: self.file, start, end: self.at }
    }

    /// Goes past a key or a value.
    fn span(&mut self, raw: &RawValue) -> Span {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.at = start + raw.get().len();
        Span { file: self.file, start, end: self.at }
    }

    /// A key or a value without others in it; a string without escapes is its own text.
    fn scalar(&mut self, raw: &RawValue) -> Option<Node> {
        let span = self.span(raw);
        let text = raw.get();
        let plain = match text.as_bytes() {
            [b'"', inside @ .., b'"'] if !inside.contains(&b'\\') => text.get(1..=inside.len()),
            _ => None,
        };
        let value = match plain {
            Some(plain) => Json::String(plain.to_owned()),
            None => self.decode(text, span)?,
        };
        Some(Node { span, value })
    }

    /// What a raw value skips over can still be undecodable: half a surrogate pair, a number beyond all bounds.
    fn decode(&mut self, text: &str, span: Span) -> Option<Json> {
        match serde_json::from_str(text) {
            Ok(Value::Bool(value)) => Some(Json::Bool(value)),
            Ok(Value::Number(number)) => Some(Json::Number(number)),
            Ok(Value::String(text)) => Some(Json::String(text)),
            Ok(_) => Some(Json::Null),
            Err(error) => {
                let reason = reason(&error);
                let help = if reason.contains("hex escape") {
                    "an escape `\\ud8…` is half a character: write the character itself"
                } else {
                    "no such value can be held: write another"
                };
                self.diagnostics.add(Diagnostic::new(span, format!("this is not JSON: {reason}")).help(help));
                None
            }
        }
    }
}

/// Reads a value inside as many others as the depth leaves.
struct Nested<'r, 't, 'd> {
    reader: &'r mut Reader<'t, 'd>,
    depth: usize,
}

impl<'t> DeserializeSeed<'t> for Nested<'_, 't, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Node, D::Error> {
        let Some(depth) = self.depth.checked_sub(1) else {
            let span = self.reader.span(<&RawValue>::deserialize(deserializer)?);
            self.reader.diagnostics.add(Diagnostic::new(span, "this is nested too deeply"));
            return Err(D::Error::custom(REPORTED));
        };
        let start = self.reader.skip();
        let inside = Nested { depth, ..self };
        match inside.reader.text.as_bytes().get(start) {
            Some(b'{') => deserializer.deserialize_map(inside),
            Some(b'[') => deserializer.deserialize_seq(inside),
            _ => {
                let scalar = inside.reader.scalar(<&RawValue>::deserialize(deserializer)?);
                scalar.ok_or_else(|| D::Error::custom(REPORTED))
            }
        }
    }
}

impl<'t> Visitor<'t> for Nested<'_, 't, '_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Node, A::Error> {
        let Self { reader, depth } = self;
        let start = reader.open();
        let mut entries: Vec<Entry> = Vec::new();
        // The entries in the order of their keys.
        let mut sorted: Vec<usize> = Vec::new();
        while let Some(key) = map.next_key::<&RawValue>()? {
            let Some(Node { span: key_span, value: Json::String(key) }) = reader.scalar(key) else {
                return Err(A::Error::custom(REPORTED));
            };
            let value = map.next_value_seed(Nested { reader, depth })?;
            let earlier = |index: &usize| entries.get(*index).map(|entry| entry.key.as_str()).cmp(&Some(&key));
            match sorted.binary_search_by(earlier) {
                Err(place) => {
                    sorted.insert(place, entries.len());
                    entries.push(Entry { key, key_span, value });
                }
                Ok(place) => {
                    let message = format!("the key `{key}` stands twice in this object");
                    let mut twice = Diagnostic::new(key_span, message);
                    if let Some(first) = sorted.get(place).and_then(|index| entries.get(*index)) {
                        twice = twice.first(first.key_span);
                    }
                    reader.diagnostics.add(twice.help("keep one of the two"));
                }
            }
        }
        Ok(Node { span: reader.close(start), value: Json::Object(entries) })
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let Self { reader, depth } = self;
        let start = reader.open();
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element_seed(Nested { reader, depth })? {
            items.push(item);
        }
        Ok(Node { span: reader.close(start), value: Json::List(items) })
    }
}

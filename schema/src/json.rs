//! JSON with the position of every key and value.
//!
//! `serde_json` does the parsing: a raw value borrows from the text, so where it borrows from is its position.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use serde_json::{Number, Value};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Source, Span};
use crate::syntax;

/// A JSON value and its position.
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
    /// The kind of value, for messages.
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

    /// The position of the member at a path like `text.content` or `buttons[2].key`, or of the last member on the way that
    /// exists.
    pub(crate) fn find(&self, path: &str) -> Span {
        match &self.value {
            Json::Object(entries) => {
                let path = path.strip_prefix('.').unwrap_or(path);
                let below =
                    |entry: &Entry| path.strip_prefix(entry.key.as_str()).filter(|rest| is_end(rest)).map(str::len);
                let found = entries.iter().find_map(|entry| Some((entry, below(entry)?)));
                if let Some((Entry { key_span, value, .. }, rest)) = found {
                    let span = value.find(path.get(path.len() - rest..).unwrap_or_default());
                    // Point to the key of an object rather than to its bracket.
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

    /// The value without positions.
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

/// Whether a name ends before this rest of a path.
fn is_end(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(['.', '['])
}

/// Parses a file. A syntax error ends the parsing; `serde_json` reports only the first one.
pub(crate) fn parse(file: usize, source: &Source, diagnostics: &mut Diagnostics) -> Option<Node> {
    let text = source.text.as_str();
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => Parser { file, text, diagnostics }.node(raw, DEPTH),
        Err(error) => {
            diagnostics.add(syntax_error(file, text, &error));
            None
        }
    }
}

fn syntax_error(file: usize, text: &str, error: &serde_json::Error) -> Diagnostic {
    if text.trim().is_empty() {
        let message = "this file is empty";
        let help = "describe something in it, or delete it";
        return Diagnostic::new(Span { file, start: 0, end: 0 }, message).help(help);
    }
    syntax::mistake(file, text, offset(text, error.line(), error.column()), &reason(error))
}

/// The message of a `serde_json` error without its position.
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

/// Deeper than any description needs, and far from a stack overflow.
const DEPTH: usize = 64;

struct Parser<'t, 'd> {
    file: usize,
    text: &'t str,
    diagnostics: &'d mut Diagnostics,
}

impl<'t> Parser<'t, '_> {
    fn node(&mut self, raw: &'t RawValue, depth: usize) -> Option<Node> {
        let span = self.span(raw);
        let Some(depth) = depth.checked_sub(1) else {
            self.diagnostics.add(Diagnostic::new(span, "this is nested too deeply"));
            return None;
        };
        let value = match raw.get().as_bytes().first() {
            Some(b'{') => Json::Object(self.entries(raw, depth)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = self.decode(raw)?;
                Json::List(items.into_iter().map(|item| self.node(item, depth)).collect::<Option<_>>()?)
            }
            _ => match self.decode(raw)? {
                Value::Bool(value) => Json::Bool(value),
                Value::Number(number) => Json::Number(number),
                Value::String(text) => Json::String(text),
                _ => Json::Null,
            },
        };
        Some(Node { span, value })
    }

    /// The members of an object; repeated keys are reported.
    fn entries(&mut self, raw: &'t RawValue, depth: usize) -> Option<Vec<Entry>> {
        let RawEntries(raw) = self.decode(raw)?;
        let mut entries = Vec::with_capacity(raw.len());
        let mut known: BTreeMap<String, Span> = BTreeMap::new();
        for (raw_key, value) in raw {
            let key_span = self.span(raw_key);
            let key: String = self.decode(raw_key)?;
            let value = self.node(value, depth)?;
            if let Some(first) = known.get(&key) {
                let message = format!("the key `{key}` stands twice in this object");
                let twice = Diagnostic::new(key_span, message).first(*first);
                self.diagnostics.add(twice.help("keep one of the two"));
                continue;
            }
            known.insert(key.clone(), key_span);
            entries.push(Entry { key, key_span, value });
        }
        Some(entries)
    }

    fn span(&self, raw: &RawValue) -> Span {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span { file: self.file, start, end: start + raw.get().len() }
    }

    /// A raw value can still fail to decode: half a surrogate pair, a number out of range.
    fn decode<T: Deserialize<'t>>(&mut self, raw: &'t RawValue) -> Option<T> {
        match serde_json::from_str(raw.get()) {
            Ok(value) => Some(value),
            Err(error) => {
                let reason = reason(&error);
                let help = if reason.contains("hex escape") {
                    "an escape `\\ud8…` is half a character: write the character itself"
                } else {
                    "no such value can be held: write another"
                };
                let span = self.span(raw);
                self.diagnostics.add(Diagnostic::new(span, format!("this is not JSON: {reason}")).help(help));
                None
            }
        }
    }
}

/// The members of an object in the order of the text, including repeated keys.
pub(crate) struct RawEntries<'t>(pub(crate) Vec<(&'t RawValue, &'t RawValue)>);

impl<'t> Deserialize<'t> for RawEntries<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'t> Visitor<'t> for Members {
            type Value = RawEntries<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(RawEntries(entries))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

//! JSON with the position of every key and value.
//!
//! `serde_json` does the parsing; a raw value borrows from the text, and where it borrows from is its position.

use std::collections::BTreeMap;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
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
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => Parser { file, text, diagnostics }.node(raw, DEPTH),
        Err(_) if text.trim().is_empty() => {
            let message = "this file is empty";
            let help = "describe something in it, or delete it";
            diagnostics.add(Diagnostic::new(Span { file, start: 0, end: 0 }, message).help(help));
            None
        }
        Err(error) => {
            let at = offset(text, error.line(), error.column());
            let reason = error.to_string();
            let reason = reason.split(" at line ").next().unwrap_or_default();
            diagnostics.add(syntax::mistake(file, text, at, reason));
            None
        }
    }
}

/// Deeper than any description can need, and far from the end of the stack.
const DEPTH: usize = 64;

struct Parser<'a> {
    file: usize,
    text: &'a str,
    diagnostics: &'a mut Diagnostics,
}

impl Parser<'_> {
    fn span(&self, raw: &RawValue) -> Span {
        let start = (raw.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span { file: self.file, start, end: start + raw.get().len() }
    }

    fn node(&mut self, raw: &RawValue, depth: usize) -> Option<Node> {
        let span = self.span(raw);
        let Some(deeper) = depth.checked_sub(1) else {
            self.diagnostics.add(Diagnostic::new(span, "this is nested too deeply"));
            return None;
        };
        let text = raw.get();
        let value = match text.as_bytes().first() {
            Some(b'{') => {
                let Entries(entries) = self.decode(text, span)?;
                let mut read = Vec::with_capacity(entries.len());
                // Unoptimised, as in a build script, a few comparisons cost less than a hash.
                let mut keys: BTreeMap<String, Span> = BTreeMap::new();
                for (key, value) in entries {
                    let key_span = self.span(key);
                    let key = self.string(key.get(), key_span)?;
                    let value = self.node(value, deeper)?;
                    if let Some(first) = keys.get(&key) {
                        let message = format!("the key `{key}` stands twice in this object");
                        self.diagnostics
                            .add(Diagnostic::new(key_span, message).first(*first).help("keep one of the two"));
                        continue;
                    }
                    keys.insert(key.clone(), key_span);
                    read.push(Entry { key, key_span, value });
                }
                Json::Object(read)
            }
            Some(b'[') => {
                let Items(items) = self.decode(text, span)?;
                Json::List(items.into_iter().map(|item| self.node(item, deeper)).collect::<Option<_>>()?)
            }
            Some(b'"') => Json::String(self.string(text, span)?),
            _ => match self.decode::<Value>(text, span)? {
                Value::Bool(value) => Json::Bool(value),
                Value::Number(number) => Json::Number(number),
                _ => Json::Null,
            },
        };
        Some(Node { span, value })
    }

    /// A string without escapes is its own text.
    fn string(&mut self, text: &str, span: Span) -> Option<String> {
        match text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(plain) if !plain.contains('\\') => Some(plain.to_owned()),
            _ => self.decode(text, span),
        }
    }

    /// What a raw value skips over can still be undecodable: half a surrogate pair, a number beyond all bounds.
    fn decode<'t, T: Deserialize<'t>>(&mut self, text: &'t str, span: Span) -> Option<T> {
        match serde_json::from_str(text) {
            Ok(value) => Some(value),
            Err(error) => {
                let reason = error.to_string();
                let reason = reason.split(" at line ").next().unwrap_or_default();
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

/// `serde_json` counts lines from one and columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start + column.saturating_sub(1)
}

struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Entries<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

struct Items<'a>(Vec<&'a RawValue>);

impl<'de> Deserialize<'de> for Items<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Elements;
        impl<'de> Visitor<'de> for Elements {
            type Value = Items<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = sequence.next_element()? {
                    items.push(item);
                }
                Ok(Items(items))
            }
        }
        deserializer.deserialize_seq(Elements)
    }
}

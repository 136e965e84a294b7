//! Reads the members of an object in a description by name, and reports those that are left over.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Entry, Json, Node};
use crate::overlay::BASE;
use crate::source::Span;

/// A value and its position.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// Compares the values and not the positions.
impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Spanned<T> {
    /// The values without their positions.
    pub(crate) fn values(all: Vec<Self>) -> Vec<T> {
        all.into_iter().map(|spanned| spanned.value).collect()
    }
}

/// An object with more unknown keys than this describes something else entirely; further ones are not reported.
const MOST_UNKNOWN: usize = 50;

/// Keys for editors and for copies of built-in files.
pub(crate) const FILE_KEYS: [&str; 2] = ["$schema", BASE];

/// The members of one object.
pub(crate) struct Members<'n, 'd> {
    pub(crate) span: Span,
    pub(crate) what: &'static str,
    entries: &'n [Entry],
    /// The keys that were read, in this order.
    asked: Vec<&'static str>,
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl<'n, 'd> Members<'n, 'd> {
    /// `what` completes "… is wanted here" and "unknown key in …": `a field`.
    pub(crate) fn open(node: &'n Node, what: &'static str, diagnostics: &'d mut Diagnostics) -> Option<Self> {
        let Json::Object(entries) = &node.value else {
            diagnostics.error(node.span, format!("{what} is wanted here, as an object, not {}", node.kind()));
            return None;
        };
        Some(Self { span: node.span, what, entries, asked: Vec::new(), diagnostics })
    }

    /// The value of a key, of any kind.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// Reads the keys that every file may have.
    pub(crate) fn file_keys(&mut self) {
        for key in FILE_KEYS {
            self.string(key);
        }
    }

    /// Reports that a key is missing.
    pub(crate) fn missing(&mut self, key: &str) {
        let message = format!("{} needs the key `{key}`", self.what);
        self.diagnostics.error(Span { end: self.span.start + 1, ..self.span }, message);
    }

    /// A value; a missing one is reported.
    pub(crate) fn needed(&mut self, key: &'static str) -> Option<&'n Node> {
        let node = self.take(key);
        if node.is_none() {
            self.missing(key);
        }
        node
    }

    /// The value as read by this function, if there is one.
    pub(crate) fn read<T>(&mut self, key: &'static str, read: fn(&Node, &mut Diagnostics) -> Option<T>) -> Option<T> {
        let node = self.take(key)?;
        read(node, self.diagnostics)
    }

    fn wrong(&mut self, key: &str, wanted: &str, node: &Node) {
        self.diagnostics.error(node.span, format!("`{key}` wants {wanted}, not {}", node.kind()));
    }

    /// A string, if there is one.
    pub(crate) fn string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.take(key)?;
        if let Json::String(text) = &node.value {
            return Some(Spanned { value: text.clone(), span: node.span });
        }
        self.wrong(key, "a string", node);
        None
    }

    /// A string; a missing or empty one is reported.
    pub(crate) fn needed_string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.needed(key)?;
        self.filled_string(key)
    }

    /// A string, if there is one; an empty one is reported.
    pub(crate) fn filled_string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let text = self.string(key)?;
        if text.value.is_empty() {
            self.diagnostics.error(text.span, format!("`{key}` must not be empty"));
            return None;
        }
        Some(text)
    }

    /// `true` or `false`; `false` if absent.
    pub(crate) fn boolean(&mut self, key: &'static str) -> bool {
        match self.take(key) {
            None => false,
            Some(Node { value: Json::Bool(value), .. }) => *value,
            Some(node) => {
                self.wrong(key, "true or false", node);
                false
            }
        }
    }

    /// An integer of 32 bits, as error codes are.
    pub(crate) fn integer(&mut self, key: &'static str) -> Option<i32> {
        let node = self.take(key)?;
        let integer = match &node.value {
            Json::Number(number) => number.as_i64().and_then(|integer| i32::try_from(integer).ok()),
            _ => None,
        };
        if integer.is_none() && matches!(node.value, Json::Number(_)) {
            self.diagnostics.error(node.span, format!("`{key}` wants an integer of 32 bits"));
        } else if integer.is_none() {
            self.wrong(key, "an integer", node);
        }
        integer
    }

    /// The items of a list; none if absent.
    pub(crate) fn list(&mut self, key: &'static str) -> &'n [Node] {
        match self.take(key) {
            None => &[],
            Some(Node { value: Json::List(items), .. }) => items,
            Some(node) => {
                self.wrong(key, "a list", node);
                &[]
            }
        }
    }

    /// A list of strings, if there is one.
    pub(crate) fn strings(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        self.take(key)?;
        let items = self.list(key);
        Some(strings(items, key, self.diagnostics))
    }

    /// The profiles that something applies to; `None` means all.
    pub(crate) fn profiles(&mut self) -> Option<Vec<Spanned<String>>> {
        let node = self.take("in")?;
        let profiles = self.strings("in");
        if profiles.as_ref().is_some_and(Vec::is_empty) {
            self.diagnostics
                .error(node.span, "`in` names the profiles in which this holds; leave it out for all of them");
        }
        profiles
    }

    /// The members of an object; none if absent.
    pub(crate) fn entries(&mut self, key: &'static str) -> &'n [Entry] {
        match self.take(key) {
            None => &[],
            Some(Node { value: Json::Object(entries), span }) => {
                if entries.is_empty() {
                    self.diagnostics.error(*span, format!("`{key}` must not be empty"));
                }
                entries
            }
            Some(node) => {
                self.wrong(key, "an object", node);
                &[]
            }
        }
    }

    /// A string that names one of these choices.
    pub(crate) fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.string(key)?;
        let chosen = choices.iter().find(|(name, _)| *name == text.value);
        if chosen.is_none() {
            let message = format!("`{}` is no value of `{key}`", text.value);
            let names = choices.iter().map(|(name, _)| *name);
            self.diagnostics.add(Diagnostic::new(text.span, message).allowed(&text.value, names));
        }
        chosen.map(|(_, value)| *value)
    }

    /// Reports every key that was not read.
    pub(crate) fn finish(self) {
        let unknown = self.entries.iter().filter(|entry| !self.asked.contains(&entry.key.as_str()));
        for entry in unknown.take(MOST_UNKNOWN) {
            let message = format!("unknown key `{}` in {}", entry.key, self.what);
            let diagnostic = Diagnostic::new(entry.key_span, message);
            let keys = self.asked.iter().filter(|key| !FILE_KEYS.contains(key)).copied();
            self.diagnostics.add(diagnostic.allowed(&entry.key, keys));
        }
    }
}

/// Reads each item of a list or entry of an object, and skips those that fail.
pub(crate) fn each<I, T>(
    items: &[I],
    read: fn(&I, &mut Diagnostics) -> Option<T>,
    diagnostics: &mut Diagnostics,
) -> Vec<T> {
    items.iter().filter_map(|item| read(item, diagnostics)).collect()
}

/// Reads a list of strings, and skips other values.
pub(crate) fn strings(items: &[Node], key: &str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
    let string = |item: &Node| {
        let Json::String(text) = &item.value else {
            diagnostics.error(item.span, format!("`{key}` wants strings, not {}", item.kind()));
            return None;
        };
        Some(Spanned { value: text.clone(), span: item.span })
    };
    items.iter().filter_map(string).collect()
}

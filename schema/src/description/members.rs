//! Reading the members of an object in a description: each taken by name, the rest reported.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::json::{Entry, Json, Node};
use crate::overlay::BASE;
use crate::source::Span;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Spanned<T> {
    pub(crate) value: T,
    pub(crate) span: Span,
}

/// Where something stands makes no difference.
impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Spanned<T> {
    /// The values alone.
    pub(crate) fn values(all: Vec<Self>) -> Vec<T> {
        all.into_iter().map(|spanned| spanned.value).collect()
    }
}

/// More unknown keys than this in one object mean that it is something else altogether.
const MOST_UNKNOWN: usize = 50;

/// What an editor reads, and what a copy of a built-in file is based on.
pub(crate) const FILE_KEYS: [&str; 2] = ["$schema", BASE];

/// The members of one object.
pub(crate) struct Members<'n, 'd> {
    pub(crate) span: Span,
    pub(crate) what: &'static str,
    entries: &'n [Entry],
    /// In the order of asking.
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

    /// The value of a key, whatever it is.
    pub(crate) fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The keys that may stand in every file and describe nothing.
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

    /// A value that must be there.
    pub(crate) fn needed(&mut self, key: &'static str) -> Option<&'n Node> {
        let node = self.take(key);
        if node.is_none() {
            self.missing(key);
        }
        node
    }

    /// What is read from a value, where there is one.
    pub(crate) fn read<T>(&mut self, key: &'static str, read: fn(&Node, &mut Diagnostics) -> Option<T>) -> Option<T> {
        let node = self.take(key)?;
        read(node, self.diagnostics)
    }

    fn wrong(&mut self, key: &str, wanted: &str, node: &Node) {
        self.diagnostics.error(node.span, format!("`{key}` wants {wanted}, not {}", node.kind()));
    }

    /// A string, where there is one.
    pub(crate) fn string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.take(key)?;
        if let Json::String(text) = &node.value {
            return Some(Spanned { value: text.clone(), span: node.span });
        }
        self.wrong(key, "a string", node);
        None
    }

    /// A string that must be there and not be empty.
    pub(crate) fn needed_string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.needed(key)?;
        self.filled_string(key)
    }

    /// A string that is not empty, where there is one.
    pub(crate) fn filled_string(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let text = self.string(key)?;
        if text.value.is_empty() {
            self.diagnostics.error(text.span, format!("`{key}` must not be empty"));
            return None;
        }
        Some(text)
    }

    /// `true` or `false`; absent is `false`.
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

    /// An integer that an `errcode` can be.
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

    /// The items of a list; absent is empty.
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

    /// A list of strings; absent is `None`.
    pub(crate) fn strings(&mut self, key: &'static str) -> Option<Vec<Spanned<String>>> {
        self.take(key)?;
        let items = self.list(key);
        Some(strings(items, key, self.diagnostics))
    }

    /// The profiles in which something holds; absent means in all.
    pub(crate) fn profiles(&mut self) -> Option<Vec<Spanned<String>>> {
        let node = self.take("in")?;
        let profiles = self.strings("in");
        if profiles.as_ref().is_some_and(Vec::is_empty) {
            self.diagnostics
                .error(node.span, "`in` names the profiles in which this holds; leave it out for all of them");
        }
        profiles
    }

    /// The members of an object by name; absent is empty.
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

    /// A string that names one of a fixed set.
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

    /// Reports every key that nobody asked for.
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

/// What is read from the items of a list or the entries of an object; nothing where that has failed.
pub(crate) fn each<I, T>(
    items: &[I],
    read: fn(&I, &mut Diagnostics) -> Option<T>,
    diagnostics: &mut Diagnostics,
) -> Vec<T> {
    items.iter().filter_map(|item| read(item, diagnostics)).collect()
}

/// A list of strings.
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

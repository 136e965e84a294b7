//! The state of reading: the current path, and what does not fit.

use serde_json::{Map, Value};

use super::mismatch::Mismatch;
use super::tolerance;
use crate::message::check::violation::Violation;

/// A value made from the members of one JSON object.
pub trait FromMembers: Sized {
    /// Reads the members of an object.
    ///
    /// `None` if they do not make a value; the reader has the reasons.
    fn from_members(members: &mut Members<'_>) -> Option<Self>;
}

/// Reads nothing.
impl FromMembers for () {
    fn from_members(_: &mut Members<'_>) -> Option<Self> {
        Some(())
    }
}

/// A value made from any JSON value.
pub trait FromJson: Sized {
    /// Reads the value. `None` if it does not fit; the reader has the reasons.
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self>;
}

impl<T: FromMembers> FromJson for T {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        reader.object(value)
    }
}

/// A value made from the members that a head, read before from the same object, left there.
pub trait FromMembersAfter<H>: Sized {
    /// Takes its members out of the object.
    ///
    /// `None` means that no such value can be made of them; the reader has been told why.
    fn from_members_after(head: &H, members: &mut Members<'_>) -> Option<Self>;
}

/// The members of one JSON object, which are read by name.
#[derive(Debug)]
pub struct Members<'r> {
    pub(super) object: Map<String, Value>,
    pub(super) reader: &'r mut Reader,
}

/// Keeps the current path and everything that does not fit.
#[derive(Debug, Default)]
pub struct Reader {
    pub(super) path: String,
    pub(super) mismatches: Vec<Mismatch>,
    /// By their paths.
    pub(super) unknown: Vec<(String, Value)>,
    pub(super) passes_over_unknown: bool,
    /// Whether a value may have another JSON type than the described one, as long as it says the same.
    pub(super) is_tolerant: bool,
    /// When that which is read happened, in Unix seconds.
    pub(super) moment: Option<i64>,
    pub(super) violations: Vec<Violation>,
}

impl Reader {
    /// Reports that the current value does not fit.
    pub fn mismatch(&mut self, reason: impl Into<String>) {
        self.mismatches.push(Mismatch { path: self.path.clone(), reason: reason.into() });
    }

    /// Reads an object. Members that are not read are unknown.
    pub fn object<T: FromMembers>(&mut self, value: Value) -> Option<T> {
        self.members(value, T::from_members)
    }

    pub(super) fn members<T>(&mut self, value: Value, read: impl FnOnce(&mut Members<'_>) -> Option<T>) -> Option<T> {
        let Value::Object(map) = value else {
            self.unexpected("an object", &value);
            return None;
        };
        self.members_of(map, read)
    }

    pub(super) fn members_of<T>(
        &mut self,
        object: Map<String, Value>,
        read: impl FnOnce(&mut Members<'_>) -> Option<T>,
    ) -> Option<T> {
        let mut members = Members { object, reader: self };
        let read = read(&mut members);
        let Members { object, reader } = members;
        if read.is_some() && !reader.passes_over_unknown {
            for (name, value) in object {
                if !reader.is_absent(&value) {
                    let path = reader.path_of(&name);
                    reader.unknown.push((path, value));
                }
            }
        }
        read
    }

    /// What a value of another JSON type than the wanted one says, where that is tolerated.
    pub(super) fn tolerated<T>(&mut self, value: &Value, wanted: &str, read: fn(&Value) -> Option<T>) -> Option<T> {
        let tolerated = if self.is_tolerant { read(value) } else { None };
        if tolerated.is_none() {
            self.unexpected(wanted, value);
        }
        tolerated
    }

    /// The text of a tag, whose JSON type does not matter where another one is tolerated.
    pub(super) fn tolerated_tag(&self, tag: &Value) -> Option<String> {
        let text = || tolerance::text(tag).or_else(|| Some(tag.as_str()?.trim().to_owned()));
        if self.is_tolerant { text() } else { None }
    }

    pub(super) fn is_absent(&self, value: &Value) -> bool {
        self.is_tolerant && tolerance::is_absent(value)
    }

    pub(super) fn unexpected(&mut self, wanted: &str, found: &Value) {
        let found = match found {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => format!("the boolean {value}"),
            Value::Number(number) => format!("the number {number}"),
            Value::String(_) => "a string".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        self.mismatch(format!("{wanted} is wanted here, not {found}"));
    }

    pub(super) fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    pub(super) fn within<T>(&mut self, segment: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.path.len();
        if !self.path.is_empty() && !segment.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(segment);
        let result = read(self);
        self.path.truncate(before);
        result
    }
}

//! The state of reading: the current path, and what does not fit.

use serde_json::{Map, Value};

use super::mismatch::Mismatch;
use super::remarks::Remarks;
use super::tolerance;
use crate::message::check::violation::{Consequence, Problem, Violation};

/// A value made from the members of one JSON object.
pub trait FromMembers: Sized {
    /// Reads the members of an object.
    ///
    /// `None` if they do not make a value; the reader has the reasons.
    fn from_members(members: &mut Members<'_>) -> Option<Self>;

    /// Keeps what reading found, for the check of the value. Requests do; a part of one drops it.
    fn remember(&mut self, remarks: Remarks) {
        let _ = remarks;
    }
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

    /// Keeps what reading found, for the check of the value; dropped by default.
    fn remember(&mut self, remarks: Remarks) {
        let _ = remarks;
    }
}

impl<T: FromMembers> FromJson for T {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        reader.object(value)
    }

    fn remember(&mut self, remarks: Remarks) {
        T::remember(self, remarks);
    }
}

/// A value made from the members of an object that are left after its head was read.
pub trait FromMembersAfter<H>: Sized {
    /// Reads its members, which decides by the head what they are.
    ///
    /// `None` means that they do not fit; the reader has the mismatches.
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
    pub(super) remarks: Vec<Violation>,
    /// What is no part of a callback, by its paths.
    pub(super) unknown: Vec<(String, Value)>,
    /// When that which is read happened, in Unix seconds.
    pub(super) moment: Option<i64>,
    pub(super) source: Source,
}

/// Where the JSON comes from. A value may have another JSON type than the described one if it says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Source {
    /// A request from elsewhere: everything that is not sent as it stands gets a remark.
    #[default]
    Request,
    /// An answer of WeCom, which may have new members, a single item in place of a list, and "" in place of anything.
    Answer,
    /// A callback, read as an answer; its unknown members are kept.
    #[cfg_attr(not(feature = "callback"), allow(dead_code, reason = "only callbacks are read so"))]
    Callback,
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
        let object = self.without_nulls(object);
        let mut members = Members { object, reader: self };
        let read = read(&mut members);
        let Members { object, reader } = members;
        if read.is_some() {
            for (name, value) in object {
                match reader.source {
                    Source::Request => reader.remark(&name, Problem::UnknownMember, Consequence::NotSent, None),
                    Source::Callback if !reader.is_absent(&value) => {
                        let path = reader.path_of(&name);
                        reader.unknown.push((path, value));
                    }
                    Source::Answer | Source::Callback => {}
                }
            }
        }
        read
    }

    pub(super) fn without_nulls(&mut self, object: Map<String, Value>) -> Map<String, Value> {
        let (nulls, present): (Map<_, _>, Map<_, _>) = object.into_iter().partition(|(_, value)| value.is_null());
        for name in nulls.keys() {
            self.remark(name, Problem::Null, Consequence::Rewritten, None);
        }
        present
    }

    /// Notes something about a member of the current object, or the current value itself if `member` is empty.
    pub(super) fn remark(&mut self, member: &str, problem: Problem, consequence: Consequence, errcode: Option<i32>) {
        if self.source == Source::Request {
            let path = if member.is_empty() { self.path.clone() } else { self.path_of(member) };
            self.remarks.push(Violation { path, problem, consequence, errcode });
        }
    }

    /// What a value of another JSON type than the wanted one says.
    pub(super) fn tolerated<T>(
        &mut self,
        value: &Value,
        wanted: &'static str,
        read: fn(&Value) -> Option<T>,
    ) -> Option<T> {
        let tolerated = read(value);
        if tolerated.is_some() {
            let problem = Problem::Retyped { wanted, found: tolerance::json_type(value) };
            self.remark("", problem, Consequence::Rewritten, None);
        } else {
            self.unexpected(wanted, value);
        }
        tolerated
    }

    /// Whether a member with this value counts as absent. In a request each kind of member decides what an empty string is.
    pub(super) fn is_absent(&self, value: &Value) -> bool {
        self.source != Source::Request && value.as_str().is_some_and(str::is_empty)
    }

    pub(super) fn unexpected(&mut self, wanted: &str, found: &Value) {
        let found = match found {
            Value::Bool(value) => format!("the boolean {value}"),
            Value::Number(number) => format!("the number {number}"),
            other => tolerance::json_type(other).to_owned(),
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

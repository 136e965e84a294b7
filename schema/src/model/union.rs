//! Unions: objects whose members depend on a tag.

use super::about::About;
use super::field::Kind;
use super::type_id::TypeId;
use crate::source::Span;

/// An object whose members depend on a tag.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module contains it; `None` for the channel's own module.
    pub module: Option<String>,
    /// Title, documentation, official page.
    pub about: About,
    /// What decides the case.
    pub tag: Tag,
    /// Whether a case's members are in an object named like the tag's value; otherwise they are beside the tag.
    pub nested: bool,
    /// Whether undescribed cases are accepted, as in answers and in callbacks.
    pub open: bool,
    /// The error code that WeCom answers if the tag is missing or unknown, if documented.
    pub errcode: Option<i32>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The index of the case that a missing tag means.
    pub absent: Option<usize>,
    /// The first profile's version of this union, if that is another type; it converts into this one.
    pub converts_from: Option<TypeId>,
}

/// What decides the case of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// The value of this member, an integer.
    Integer(String),
    /// The value of this member, a string.
    String(String),
    /// The name of the only member.
    Keyed,
}

impl Union {
    /// The member that holds a case's payload; `None` if the payload's members are beside the tag.
    pub fn holder<'c>(&self, case: &'c Case) -> Option<&'c str> {
        (self.nested || self.tag == Tag::Keyed).then_some(case.wire.as_str())
    }
}

impl Tag {
    /// The name of the member that decides.
    pub fn member(&self) -> Option<&str> {
        match self {
            Tag::Integer(name) | Tag::String(name) => Some(name),
            Tag::Keyed => None,
        }
    }
}

impl Case {
    /// The tag's value, with its name if the two differ: `1 (link)`.
    pub fn spelled(&self) -> String {
        if self.wire == self.name { self.wire.clone() } else { format!("{} ({})", self.wire, self.name) }
    }
}

/// A case of a union.
#[derive(Clone, Debug)]
pub struct Case {
    /// The tag's value, or the name of the only member.
    pub wire: String,
    /// Its name in paths, which is also the name of its constructor.
    pub name: String,
    /// The variant's name.
    pub variant: String,
    /// Documentation, since when, evidence.
    pub about: About,
    /// The object with its members; for a keyed union the value of the only member.
    pub payload: Option<Kind>,
    /// Members that WeCom ignores in this case.
    pub ignores: Vec<String>,
    /// Where its description is.
    pub span: Span,
}

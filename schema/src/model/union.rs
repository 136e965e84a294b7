//! Objects whose members depend on one of them.

use super::about::About;
use super::field::Kind;
use super::type_id::TypeId;
use crate::source::Span;

/// An object whose members depend on one of them.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module it is in.
    pub module: Option<String>,
    /// Titles, text, official page.
    pub about: About,
    /// What decides.
    pub tag: Tag,
    /// Whether a case's members are in an object named like the tag's value, not among the siblings.
    pub nested: bool,
    /// What WeCom answers when the tag is missing or names no case.
    pub errcode: Option<i32>,
    /// The cases.
    pub cases: Vec<Case>,
    /// The case that an absent tag means.
    pub absent: Option<usize>,
    /// The same union in the first profile, where that is another type which converts into this one.
    pub converts_from: Option<TypeId>,
}

/// What decides the case of a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A member that holds an integer.
    Integer(String),
    /// A member that holds a string.
    String(String),
    /// The one member that is there; its name is the case.
    Keyed,
}

impl Union {
    /// The member that a case's payload is in; `None` where its members stand among the siblings.
    pub fn holder<'c>(&self, case: &'c Case) -> Option<&'c str> {
        (self.nested || self.tag == Tag::Keyed).then_some(case.wire.as_str())
    }
}

impl Tag {
    /// The deciding member's name.
    pub fn member(&self) -> Option<&str> {
        match self {
            Tag::Integer(name) | Tag::String(name) => Some(name),
            Tag::Keyed => None,
        }
    }
}

/// A case of a union.
#[derive(Clone, Debug)]
pub struct Case {
    /// The tag's value, or the member's name.
    pub wire: String,
    /// Its name in paths, and the name of the function that makes it.
    pub name: String,
    /// The variant's name.
    pub variant: String,
    /// Text, since, evidence.
    pub about: About,
    /// What it holds: an object's members, or for a keyed union a value.
    pub payload: Option<Kind>,
    /// Members that WeCom ignores in this case.
    pub ignores: Vec<String>,
    /// Where it is described.
    pub span: Span,
}

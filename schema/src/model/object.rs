//! JSON objects.

use super::about::About;
use super::constructor::Constructor;
use super::field::Field;
use super::path::{Path, Step};
use super::rule::Rule;
use super::type_id::TypeId;

/// Where an object is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Part of a request.
    Request,
    /// A message type: a body, and options beside it.
    Message,
    /// The request of an operation.
    Operation,
    /// The recipients or the sender of a message.
    Envelope,
    /// Part of WeCom's answer.
    Reply,
}

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module contains it; `None` for the channel's own module.
    pub module: Option<String>,
    /// Where it is used.
    pub role: Role,
    /// Title, documentation, official page.
    pub about: About,
    /// Its fields in wire order: those of the [body](Self::body), then the [options](Self::options).
    pub fields: Vec<Field>,
    /// How many of the fields are in the body.
    pub body_len: usize,
    /// Rules over several fields.
    pub rules: Vec<Rule>,
    /// Its constructors.
    pub constructors: Vec<Constructor>,
    /// The first profile's version of this object, if that is another type; it converts into this one.
    pub converts_from: Option<TypeId>,
}

impl Object {
    /// The fields in the object itself; of a message, in the member named like the msgtype.
    pub fn body(&self) -> &[Field] {
        self.fields.get(..self.body_len).unwrap_or(&self.fields)
    }

    /// The fields of a message that stand beside its body; empty for any other object.
    pub fn options(&self) -> &[Field] {
        self.fields.get(self.body_len..).unwrap_or_default()
    }

    /// Whether one of the object's rules is about options only, so that the members that break it are beside the body.
    pub fn is_over_options(&self, rule: &Rule) -> bool {
        let is_option =
            |path: &&Path| matches!(path.steps.first(), Some(Step::Field(index)) if *index >= self.body_len);
        rule.paths().iter().all(is_option)
    }

    /// Whether one of the object's fields is an option.
    pub fn is_option(&self, field: &Field) -> bool {
        self.options().iter().any(|option| std::ptr::eq(option, field))
    }
}

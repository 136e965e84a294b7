//! JSON objects.

use super::about::About;
use super::constructor::Constructor;
use super::field::Field;
use super::path::{Path, Step};
use super::rule::Rule;
use super::type_id::TypeId;

/// What an object is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Part of something that is sent.
    Request,
    /// A message type: a body, and options beside it.
    Message,
    /// The body of an operation.
    Operation,
    /// Whom a message goes to, or which application sends it.
    Envelope,
    /// Part of an answer.
    Reply,
}

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module it is in.
    pub module: Option<String>,
    /// What it is for.
    pub role: Role,
    /// Titles, text, official page.
    pub about: About,
    /// Its fields in wire order: those of the [body](Self::body), then the [options](Self::options).
    pub fields: Vec<Field>,
    /// How many of the fields are in the body.
    pub body_len: usize,
    /// Rules over several fields.
    pub rules: Vec<Rule>,
    /// The ways to make one.
    pub constructors: Vec<Constructor>,
    /// The same object in the first profile, where that is another type which converts into this one.
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

    /// Whether this rule, one of the object's own, is about options only: what breaks it stands beside the body.
    pub fn is_over_options(&self, rule: &Rule) -> bool {
        let is_option =
            |path: &&Path| matches!(path.steps.first(), Some(Step::Field(index)) if *index >= self.body_len);
        rule.paths().iter().all(is_option)
    }

    /// Whether this field, one of the object's own, is one of its options.
    pub fn is_option(&self, field: &Field) -> bool {
        self.options().iter().any(|option| std::ptr::eq(option, field))
    }
}

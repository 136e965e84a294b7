//! JSON objects.

use super::about::About;
use super::constructor::Constructor;
use super::field::Field;
use super::rule::Rule;
use super::type_id::TypeId;

/// What an object is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Part of something that is sent.
    Request,
    /// A message type: fields at two places.
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
    /// Its fields in wire order.
    pub fields: Vec<Field>,
    /// Rules over several fields.
    pub rules: Vec<Rule>,
    /// The ways to make one.
    pub constructors: Vec<Constructor>,
    /// The same object in the first profile, where that is another type which converts into this one.
    pub converts_from: Option<TypeId>,
}

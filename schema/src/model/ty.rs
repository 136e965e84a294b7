//! The types that are emitted.

use super::{About, Constructor, Field, Rule, Text, Union};

/// The index of a type in its channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub(crate) usize);

/// A type that is emitted.
#[derive(Clone, Debug)]
pub enum Type {
    /// A JSON object.
    Object(Object),
    /// An object whose members depend on one of them.
    Union(Union),
    /// A choice among named values.
    Values(Values),
    /// A string of a type of its own.
    Newtype(Newtype),
}

impl Type {
    /// Its Rust name.
    pub fn rust(&self) -> &str {
        match self {
            Type::Object(object) => &object.rust,
            Type::Union(union) => &union.rust,
            Type::Values(values) => &values.rust,
            Type::Newtype(newtype) => &newtype.rust,
        }
    }

    /// The profile whose module it is in; `None` for the channel's own.
    pub fn module(&self) -> Option<&str> {
        match self {
            Type::Object(object) => object.module.as_deref(),
            Type::Union(union) => union.module.as_deref(),
            Type::Values(values) => values.module.as_deref(),
            Type::Newtype(_) => None,
        }
    }
}

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

/// A choice among named values.
#[derive(Clone, Debug)]
pub struct Values {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module it is in.
    pub module: Option<String>,
    /// Text.
    pub about: About,
    /// Whether the wire has integers; strings otherwise.
    pub integer: bool,
    /// The values.
    pub values: Vec<NamedValue>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// On the wire, an integer in decimal.
    pub wire: String,
    /// Its name in the descriptions.
    pub name: String,
    /// The variant's name.
    pub variant: String,
    /// Text.
    pub doc: Option<Text>,
}

/// A string of a type of its own.
#[derive(Clone, Debug)]
pub struct Newtype {
    /// Its Rust name.
    pub rust: String,
    /// Text.
    pub about: About,
    /// Hidden from `Debug`.
    pub sensitive: bool,
    /// Whether the runtime has it under this name, so that it is not emitted.
    pub in_runtime: bool,
}

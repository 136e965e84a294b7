//! The types that are emitted.

use super::newtype::Newtype;
use super::object::Object;
use super::union::Union;
use super::values::Values;

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

//! Generated types.

use super::newtype::Newtype;
use super::object::Object;
use super::union::Union;
use super::values::Values;

/// A generated type.
#[derive(Clone, Debug)]
pub enum Type {
    /// A JSON object.
    Object(Object),
    /// An object whose members depend on one of them.
    Union(Union),
    /// An enumeration.
    Values(Values),
    /// A newtype around a string.
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

    /// The profile whose module contains it; `None` for the channel's own module.
    pub fn module(&self) -> Option<&str> {
        match self {
            Type::Object(object) => object.module.as_deref(),
            Type::Union(union) => union.module.as_deref(),
            Type::Values(values) => values.module.as_deref(),
            Type::Newtype(_) => None,
        }
    }
}

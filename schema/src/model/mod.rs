//! What the descriptions mean: every reference resolved, every name settled, every rule checked.
//!
//! Emitters and interpreters rely on this and never look at the JSON. Types are held in one list per channel and
//! referred to by [`TypeId`]; a type that differs between profiles stands in it once per profile, and so does each
//! narrowed use of a type.

mod about;
mod channel;
mod field;
mod limit;
mod message;
mod rule;
mod ty;
mod union;

use std::path::PathBuf;

pub use self::about::{About, Evidence, Page, Text};
pub use self::channel::{Channel, Credential, DuplicateCheck, ErrorCode, Everyone, Handle, Profile};
pub use self::field::{Field, Kind, Place, Required, Supplier};
pub(crate) use self::limit::ranges;
pub use self::limit::{Charset, Consequence, Limit, Prefix, Unique, Unit};
pub use self::message::{Example, Message, Method, Need, Needed, Operation, RefusedMember, Response, Split};
pub use self::rule::{Constructor, Parameter, Path, Rule, RuleKind, Step};
pub use self::ty::{NamedValue, Newtype, Object, Role, Type, TypeId, Values};
pub use self::union::{Case, Tag, Union};
pub use crate::resolve::constructors::setter_name;
pub use crate::resolve::names::pascal_case;
pub use crate::source::Span;

/// The whole API as described.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    /// The channels in the order of their names.
    pub channels: Vec<Channel>,
    /// Every published error code, in ascending order.
    pub error_codes: Vec<ErrorCode>,
    /// The files that were read.
    pub files: Vec<PathBuf>,
}

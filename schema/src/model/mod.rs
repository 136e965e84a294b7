//! The meaning of the descriptions: references are resolved, names are final, rules are valid.
//!
//! Generators and interpreters read the model and never the JSON. A channel lists its types, which refer to each other by
//! [`TypeId`]. A type that differs between profiles is listed once per profile, and so is each narrowed use of a type.

mod about;
mod channel;
mod consequence;
mod constructor;
mod error_code;
mod example;
mod field;
mod limit;
mod message;
mod names;
mod newtype;
mod object;
mod operation;
mod pages;
mod passive_reply;
mod path;
mod reach;
mod received;
mod rule;
mod schema;
mod ty;
mod type_id;
mod union;
mod values;
mod walk;

pub use self::about::{About, Evidence, Page, Text};
pub use self::channel::{Channel, Credential, DuplicateCheck, Everyone, Handle, Held, Profile};
pub use self::consequence::Consequence;
pub use self::constructor::{Constructor, Parameter};
pub use self::error_code::ErrorCode;
pub use self::example::Example;
pub use self::field::{Field, Kind, Required, Supplier};
pub use self::limit::{Charset, Limit, Prefix, Unique, Unit, ranges};
pub use self::message::{Message, Need, Needed, RefusedMember, Response, Split};
pub(crate) use self::names::snake_case;
pub use self::names::{pascal_case, setter_name};
pub use self::newtype::Newtype;
pub use self::object::{Object, Role};
pub use self::operation::{Method, Operation};
pub use self::pages::Pages;
pub use self::passive_reply::{PassiveReply, Wrapped};
pub use self::path::{Path, Step};
pub use self::received::Received;
pub use self::rule::{Rule, RuleKind};
pub use self::schema::Schema;
pub use self::ty::Type;
pub use self::type_id::TypeId;
pub use self::union::{Case, Tag, Union};
pub use self::values::{NamedValue, Values};
pub use self::walk::Stop;
pub use crate::source::Span;

//! What the descriptions say, in sentences, for rustdoc, the reference and the JSON Schemas alike.

mod consequence;
mod field;
mod language;
mod limit;
mod message;
pub(crate) mod path;
mod rule;
mod text;

#[cfg(feature = "documents")]
pub(crate) use self::consequence::{code, otherwise};
pub(crate) use self::field::{notes, presence, standing};
pub use self::language::Language;
pub(crate) use self::message::need;
pub(crate) use self::rule::rule;
pub(crate) use self::text::{dedented, escaped, sentence};

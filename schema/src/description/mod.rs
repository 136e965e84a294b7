//! The content of description files.
//!
//! One file describes one thing; the key with its name (`message`, `object`, …) says which kind. Nothing is resolved here:
//! references are names with positions.

mod about;
mod channel;
mod envelope;
mod error_codes;
mod example;
mod field;
mod file;
mod files;
mod limit;
mod members;
mod message;
mod passive_reply;
mod received;
mod rule;
mod types;

pub(crate) use channel::{ChannelDescription, HandleDescription};
pub(crate) use envelope::EnvelopeDescription;
pub(crate) use example::ExampleDescription;
pub(crate) use field::{FieldDescription, NarrowDescription, Place};
pub(crate) use files::{ChannelFiles, SharedTypes, files};
pub(crate) use limit::UniqueDescription;
pub(crate) use members::{Members, Spanned};
pub(crate) use message::{
    ConditionDescription, MessageDescription, OperationDescription, PagesDescription, SplitDescription,
};
pub(crate) use passive_reply::{PassiveReplyDescription, WrappedDescription};
pub(crate) use received::ReceivedDescription;
pub(crate) use rule::{ConstructorDescription, ParametersDescription, RuleDescription, RuleKindDescription};
pub(crate) use types::{CaseDescription, ObjectDescription, StringDescription, TypeDescription, UnionDescription};

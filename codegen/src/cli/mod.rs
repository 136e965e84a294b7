//! The commands, one per file.

pub(crate) mod check;
mod descriptions;
pub(crate) mod diff;
pub(crate) mod docs;
pub(crate) mod emit;
pub(crate) mod export;
mod failure;
pub(crate) mod json_schema;
pub(crate) mod output;
pub(crate) mod page;
mod today;

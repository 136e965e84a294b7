//! The reported changes are true.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "helpers of tests")]

mod command;
mod edits;
mod every_member;
mod identity;
mod rendering;
mod surface;
mod verdicts;

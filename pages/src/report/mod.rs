//! Reports of comparisons, for people and for programs.

mod json;
mod text;
mod texts;

pub use json::json;
pub use text::{summary, text};

//! Strings of a type of their own.

use super::about::About;

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

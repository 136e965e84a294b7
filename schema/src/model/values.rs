//! Enumerations.

use super::about::{About, Text};

/// An enumeration: named values, open to values that WeCom adds later.
#[derive(Clone, Debug)]
pub struct Values {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module contains it; `None` for the channel's own module.
    pub module: Option<String>,
    /// Documentation of the enumeration.
    pub about: About,
    /// Whether the values are integers in JSON; otherwise they are strings.
    pub integer: bool,
    /// The values.
    pub values: Vec<NamedValue>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// The value in JSON; an integer in decimal digits.
    pub wire: String,
    /// Its name in the descriptions.
    pub name: String,
    /// The variant's name.
    pub variant: String,
    /// Documentation of the value.
    pub doc: Option<Text>,
}

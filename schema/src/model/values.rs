//! Choices among named values.

use super::about::{About, Text};

/// A choice among named values.
#[derive(Clone, Debug)]
pub struct Values {
    /// Its Rust name.
    pub rust: String,
    /// The profile whose module it is in.
    pub module: Option<String>,
    /// Text.
    pub about: About,
    /// Whether the wire has integers; strings otherwise.
    pub integer: bool,
    /// The values.
    pub values: Vec<NamedValue>,
}

/// A named value.
#[derive(Clone, Debug)]
pub struct NamedValue {
    /// On the wire, an integer in decimal.
    pub wire: String,
    /// Its name in the descriptions.
    pub name: String,
    /// The variant's name.
    pub variant: String,
    /// Text.
    pub doc: Option<Text>,
}

//! Example bodies.

use serde_json::Value;

/// A body as it goes out, without recipients and sender.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// The body.
    pub body: Value,
    /// The body as it stands in the file.
    pub text: String,
}

//! Example bodies.

use serde_json::Value;

/// An example of a body, without recipients and sender.
#[derive(Clone, Debug)]
pub struct Example {
    /// What it shows.
    pub name: String,
    /// The body.
    pub body: Value,
    /// The body as written in the file.
    pub text: String,
}

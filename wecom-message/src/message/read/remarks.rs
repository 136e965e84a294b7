//! What reading a value found that did not prevent it.

use std::fmt;

use crate::message::check::violation::Violation;

/// What reading a value found that did not prevent it: members that are not sent, values that are sent in another form.
///
/// A request keeps them, and its check reports them, so that they arrive as warnings on the receipt. They are no part of the
/// request: two requests that differ in nothing else are equal.
#[derive(Clone, Default)]
pub struct Remarks(Vec<Violation>);

impl Remarks {
    /// The remarks, in the order in which they were found.
    pub fn as_slice(&self) -> &[Violation] {
        &self.0
    }
}

impl From<Vec<Violation>> for Remarks {
    fn from(found: Vec<Violation>) -> Self {
        Self(found)
    }
}

impl PartialEq for Remarks {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Remarks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

//! The error of a store.

use std::error::Error as StdError;
use std::fmt;

/// Why a store could not do something.
///
/// It is logged, so neither it nor its [`source`](StdError::source) may contain a token or a password.
#[derive(Debug)]
pub struct StoreError {
    what: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl StoreError {
    /// The action that failed, and its cause.
    pub fn new(what: impl Into<String>, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { what: what.into(), source: Some(source.into()) }
    }
}

impl StoreError {
    /// The error with its causes, for the log.
    pub(crate) fn with_causes(&self) -> String {
        let mut text = self.to_string();
        let mut cause = self.source();
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}

/// An error without a source: the action that failed.
impl From<&str> for StoreError {
    fn from(what: &str) -> Self {
        Self { what: what.to_owned(), source: None }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl StdError for StoreError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}

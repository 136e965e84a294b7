//! Codes that allow one action within a time.

use std::collections::HashMap;
use std::time::Duration;

/// The codes that were issued, each with what it allows.
#[derive(Debug)]
pub(crate) struct Codes<T>(HashMap<String, Code<T>>);

#[derive(Debug)]
struct Code<T> {
    allows: T,
    expires: Duration,
    used: bool,
}

/// Why a code does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeError {
    /// It is unknown or expired.
    Invalid,
    Used,
}

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Codes<T> {
    pub(crate) fn add(&mut self, code: String, allows: T, expires: Duration) {
        self.0.insert(code, Code { allows, expires, used: false });
    }

    /// What a working code allows. This does not use it up.
    pub(crate) fn find(&self, code: &str, now: Duration) -> Result<&T, CodeError> {
        let code = self.0.get(code).filter(|code| now < code.expires).ok_or(CodeError::Invalid)?;
        if code.used { Err(CodeError::Used) } else { Ok(&code.allows) }
    }

    pub(crate) fn use_up(&mut self, code: &str) {
        if let Some(code) = self.0.get_mut(code) {
            code.used = true;
        }
    }
}

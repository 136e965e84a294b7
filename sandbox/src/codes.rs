//! Codes that stand for the right to do something once, within a time.

use std::collections::HashMap;
use std::time::Duration;

/// The codes handed out so far, each with what it is about.
#[derive(Debug)]
pub(crate) struct Codes<T>(HashMap<String, Code<T>>);

#[derive(Debug)]
struct Code<T> {
    about: T,
    expires: Duration,
    used: bool,
}

/// Why a code is worth nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worthless {
    /// It was never handed out, or too long ago.
    Invalid,
    Used,
}

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<T> Codes<T> {
    pub(crate) fn add(&mut self, code: String, about: T, expires: Duration) {
        self.0.insert(code, Code { about, expires, used: false });
    }

    /// What a code is about that still works; looking uses nothing up.
    pub(crate) fn find(&self, code: &str, now: Duration) -> Result<&T, Worthless> {
        match self.0.get(code) {
            Some(code) if now < code.expires && !code.used => Ok(&code.about),
            Some(code) if now < code.expires => Err(Worthless::Used),
            _ => Err(Worthless::Invalid),
        }
    }

    pub(crate) fn use_up(&mut self, code: &str) {
        if let Some(code) = self.0.get_mut(code) {
            code.used = true;
        }
    }
}

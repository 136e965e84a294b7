//! The characters that a string may contain.

use std::fmt;

/// The characters that a string may contain, as the generator prepares them for checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Charset {
    allowed: Characters,
    /// Those that it may begin with, if not any of the allowed.
    first: Option<Characters>,
    /// Whole values that are allowed besides.
    or: &'static [&'static str],
    is_secret: bool,
}

/// Some characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Characters {
    /// As text for people: `0-9A-Za-z_@-`.
    shown: &'static str,
    /// Those of ASCII, one bit each.
    ascii: u128,
    /// The ranges beyond ASCII, inclusive.
    others: &'static [(char, char)],
}

impl Charset {
    /// `allowed` is for people to read; `ascii` and `others` are what is checked.
    pub const fn new(allowed: &'static str, ascii: u128, others: &'static [(char, char)]) -> Self {
        let allowed = Characters { shown: allowed, ascii, others };
        Self { allowed, first: None, or: &[], is_secret: false }
    }

    /// The string may begin only with these.
    #[must_use]
    pub const fn first(mut self, first: &'static str, ascii: u128, others: &'static [(char, char)]) -> Self {
        self.first = Some(Characters { shown: first, ascii, others });
        self
    }

    /// The string may also be one of these.
    #[must_use]
    pub const fn or(mut self, or: &'static [&'static str]) -> Self {
        self.or = or;
        self
    }

    /// No part of the string may appear in a violation.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// Whether the character is allowed.
    pub fn allows(&self, character: char) -> bool {
        self.allowed.hold(character)
    }

    /// The values that are allowed besides.
    pub(super) fn others(&self) -> &'static [&'static str] {
        self.or
    }

    pub(super) fn is_secret(&self) -> bool {
        self.is_secret
    }

    /// The first character that is not allowed where it is; `None` if the text is allowed.
    pub(super) fn misfit(&self, text: &str) -> Option<char> {
        if self.or.contains(&text) {
            return None;
        }
        let begins = text.chars().next().filter(|begin| self.first.is_some_and(|first| !first.hold(*begin)));
        begins.or_else(|| text.chars().find(|character| !self.allows(*character)))
    }

    /// Says why a text with this character is not allowed.
    pub(super) fn explain(&self, found: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.first.filter(|_| self.allows(found)) {
            Some(first) => write!(f, "must begin with one of {}, not with {found:?}", first.shown),
            None => write!(f, "only the characters {} are allowed, not {found:?}", self.allowed.shown),
        }
    }
}

impl Characters {
    fn hold(&self, character: char) -> bool {
        match u32::from(character) {
            code @ ..128 => self.ascii >> code & 1 == 1,
            _ => self.others.iter().any(|(first, last)| (*first..=*last).contains(&character)),
        }
    }
}

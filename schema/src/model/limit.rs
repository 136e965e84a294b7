//! Limits on a single value, each with its consequence.

use super::about::Evidence;
use super::consequence::Consequence;
use super::path::Path;

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode scalar values.
    Chars,
    /// The items of a list.
    Items,
    /// The number itself.
    Range,
}

/// A limit; both ends are allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The smallest size allowed.
    pub min: Option<f64>,
    /// The largest size allowed.
    pub max: Option<f64>,
    /// What the limit counts.
    pub unit: Unit,
    /// For a list of unions: the cases whose items count; empty if all do.
    pub cases: Vec<String>,
    /// The consequence of breaking it.
    pub beyond: Consequence,
    /// The error code that WeCom answers, if documented.
    pub errcode: Option<i32>,
    /// How reliable this is.
    pub evidence: Evidence,
}

/// The characters that a string may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Charset {
    /// Single characters and ranges: `0-9A-Za-z_@-`.
    pub allowed: String,
    /// The characters that it may begin with, in the same form; `None` if with any of them.
    pub first: Option<String>,
    /// Whole values that are allowed besides: `@all`.
    pub or: Vec<String>,
    /// The consequence of breaking it.
    pub beyond: Consequence,
    /// The error code that WeCom answers, if documented.
    pub errcode: Option<i32>,
}

impl Charset {
    /// The first character that is not allowed where it is; `None` if the text is allowed.
    pub fn misfit(&self, text: &str) -> Option<char> {
        if self.or.iter().any(|other| other == text) {
            return None;
        }
        let begins = text.chars().next().filter(|first| !self.allows_first(*first));
        begins.or_else(|| text.chars().find(|character| !self.allows(*character)))
    }

    /// Whether the character is allowed.
    pub fn allows(&self, character: char) -> bool {
        holds(&self.allowed, character)
    }

    /// Whether a text may begin with the character.
    pub fn allows_first(&self, character: char) -> bool {
        holds(self.first.as_ref().unwrap_or(&self.allowed), character)
    }

    /// The ranges, first and last character included: `0-9_` is `('0', '9')` and `('_', '_')`.
    pub fn ranges(&self) -> impl Iterator<Item = (char, char)> + '_ {
        ranges(&self.allowed)
    }
}

/// The ranges of characters that are written like this, first and last character included.
pub fn ranges(characters: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let mut rest = characters.chars();
    std::iter::from_fn(move || {
        let first = rest.next()?;
        let mut ahead = rest.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(last)) => {
                rest = ahead;
                Some((first, last))
            }
            _ => Some((first, first)),
        }
    })
}

fn holds(characters: &str, character: char) -> bool {
    ranges(characters).any(|(first, last)| (first..=last).contains(&character))
}

/// The prefixes a string may begin with.
#[derive(Clone, Debug, PartialEq)]
pub struct Prefix {
    /// The string begins with one of these.
    pub any_of: Vec<String>,
    /// The consequence of breaking it.
    pub beyond: Consequence,
    /// The error code that WeCom answers, if documented.
    pub errcode: Option<i32>,
}

impl Prefix {
    /// Whether the text begins with one of the prefixes.
    pub fn allows(&self, text: &str) -> bool {
        self.any_of.iter().any(|prefix| text.starts_with(prefix.as_str()))
    }
}

/// What must differ between the items of a list.
#[derive(Clone, Debug)]
pub struct Unique {
    /// The path to a string in each item; empty for a list of strings.
    pub by: Path,
    /// The consequence of breaking it.
    pub beyond: Consequence,
    /// The error code that WeCom answers, if documented.
    pub errcode: Option<i32>,
    /// How reliable this is.
    pub evidence: Evidence,
}

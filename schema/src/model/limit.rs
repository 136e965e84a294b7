//! Limits on a single value, each with what happens beyond it.

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
    /// Items of a list.
    Items,
    /// The number itself.
    Range,
}

/// A limit, both ends included.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The least allowed.
    pub min: Option<f64>,
    /// The most allowed.
    pub max: Option<f64>,
    /// What is counted.
    pub unit: Unit,
    /// Of a limit in items on a list of unions: the cases whose items count; all where it is empty.
    pub cases: Vec<String>,
    /// What happens beyond.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
    /// How well it is known.
    pub evidence: Evidence,
}

/// The characters that a string may hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Charset {
    /// Single characters and ranges: `0-9A-Za-z_@-`.
    pub allowed: String,
    /// What happens with others.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
}

impl Charset {
    /// Whether the character is one of the allowed ones.
    pub fn allows(&self, character: char) -> bool {
        self.ranges().any(|(first, last)| (first..=last).contains(&character))
    }

    /// The ranges, first and last character included: `0-9_` is `('0', '9')` and `('_', '_')`.
    pub fn ranges(&self) -> impl Iterator<Item = (char, char)> + '_ {
        let mut rest = self.allowed.chars();
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
}

/// How a string must begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Prefix {
    /// One of these.
    pub any_of: Vec<String>,
    /// What happens with others.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
}

impl Prefix {
    /// Whether the text begins like this.
    pub fn allows(&self, text: &str) -> bool {
        self.any_of.iter().any(|prefix| text.starts_with(prefix.as_str()))
    }
}

/// What must differ between the items of a list.
#[derive(Clone, Debug)]
pub struct Unique {
    /// The string in an item; without steps for a list of strings.
    pub by: Path,
    /// What happens otherwise.
    pub beyond: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
    /// How well it is known.
    pub evidence: Evidence,
}

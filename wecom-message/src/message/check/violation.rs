//! Broken rules and their consequences.

use std::fmt;

use super::charset::Charset;

/// What WeCom does with a message that breaks a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Consequence {
    /// WeCom answers with an error and delivers nothing.
    Refused,
    /// WeCom cuts the value, delivers the rest and reports success.
    Truncated,
    /// The message arrives complete; some client displays it badly.
    Advised,
    /// The documentation does not say what happens.
    Unstated,
    /// The member stood in what was read, and is not sent.
    NotSent,
    /// The value is sent in the documented form instead of the one that was read.
    Rewritten,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes of UTF-8.
    Bytes,
    /// Unicode scalar values; an advised length in Chinese characters counts these.
    Chars,
    /// Items of a list.
    Items,
    /// The number itself, inclusive.
    Range,
}

/// A limit on the size of a value, or on the value of a number.
///
/// ```
/// use wecom_message::check::{Consequence, Limit, Unit};
///
/// const CONTENT: Limit = Limit::at_most(2048.0, Unit::Bytes, Consequence::Truncated);
/// const CHOICES: Limit = Limit::between(1.0, 20.0, Unit::Items, Consequence::Refused).errcode(41016);
/// # let _ = (CONTENT, CHOICES);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Limit {
    /// The smallest allowed value.
    pub min: Option<f64>,
    /// The largest allowed value.
    pub max: Option<f64>,
    /// What is counted.
    pub unit: Unit,
    /// Which kinds of items count; all, if empty.
    pub of: &'static [&'static str],
    /// What happens beyond the limit.
    pub beyond: Consequence,
    /// The code that WeCom would answer, if it is documented.
    pub errcode: Option<i32>,
}

impl Limit {
    /// A largest allowed value.
    pub const fn at_most(max: f64, unit: Unit, beyond: Consequence) -> Self {
        Self { min: None, max: Some(max), unit, of: &[], beyond, errcode: None }
    }

    /// A smallest allowed value.
    pub const fn at_least(min: f64, unit: Unit, beyond: Consequence) -> Self {
        Self { min: Some(min), max: None, unit, of: &[], beyond, errcode: None }
    }

    /// A smallest and a largest allowed value.
    pub const fn between(min: f64, max: f64, unit: Unit, beyond: Consequence) -> Self {
        Self { min: Some(min), max: Some(max), unit, of: &[], beyond, errcode: None }
    }

    /// The same limit for certain kinds of items only.
    #[must_use]
    pub const fn of(mut self, kinds: &'static [&'static str]) -> Self {
        self.of = kinds;
        self
    }

    /// The same limit with the code that WeCom answers beyond it.
    #[must_use]
    pub const fn errcode(mut self, errcode: i32) -> Self {
        self.errcode = Some(errcode);
        self
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Problem {
    /// A required member is absent or empty.
    Missing,
    /// A size or number outside its limit.
    Limit {
        /// The limit.
        limit: Limit,
        /// The actual size or number, in the limit's unit.
        actual: f64,
    },
    /// A character that is not allowed where it is.
    Charset {
        /// The allowed characters.
        charset: Charset,
        /// The first character that is not allowed.
        found: char,
        /// The ids that were probably meant, such as two for `zhangsan,lisi`; empty if that cannot be told.
        meant: Vec<String>,
    },
    /// A string with the wrong beginning.
    Prefix {
        /// The allowed beginnings.
        any_of: &'static [&'static str],
    },
    /// A value that is not documented.
    UnknownValue,
    /// Two items of a list share a value that must be unique.
    Duplicate,
    /// None of these members is given; at least one must be.
    NoneOf(&'static [&'static str]),
    /// Several of these members are given; exactly one must be.
    MoreThanOneOf(&'static [&'static str]),
    /// This member is required because another one, named here, is given.
    NeededBy(&'static str),
    /// These two members are given, which exclude each other.
    NotTogether(&'static str, &'static str),
    /// Such a message cannot go to everyone.
    Everyone,
    /// No member of such a request has this name.
    UnknownMember,
    /// WeCom does not read the member here, but where the tag beside it has these values: `type` 1 (link).
    Ignored(&'static str),
    /// The member stands more than once in its object; the last value is sent.
    Repeated,
    /// A value of another JSON type that says the same.
    Retyped {
        /// What is wanted: `an integer`.
        wanted: &'static str,
        /// What was found: `a string`.
        found: &'static str,
    },
    /// `null`, which counts as absent.
    Null,
    /// Anything else, in words, for message types that the application defines itself.
    Other(String),
}

/// One rule that a message breaks.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The member, as on the wire: `template_card.button_list[2].key`.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
    /// What happens to the message.
    pub consequence: Consequence,
    /// The code that WeCom would answer, if it is documented.
    pub errcode: Option<i32>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            // The name of an unknown member can be any text.
            write!(f, "{}: ", self.path.escape_debug())?;
        }
        self.problem.fmt(f)?;
        match self.consequence {
            Consequence::Refused => f.write_str("; WeCom refuses it")?,
            Consequence::Truncated => f.write_str("; WeCom cuts the rest without an error")?,
            Consequence::Advised => f.write_str("; it is sent, but may be displayed badly")?,
            Consequence::Unstated => f.write_str("; WeCom does not document what happens then")?,
            Consequence::NotSent => f.write_str("; it is not sent")?,
            Consequence::Rewritten => f.write_str("; it is sent in the documented form")?,
        }
        match self.errcode {
            Some(code) => write!(f, " (errcode {code})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Missing => f.write_str("required, but missing or empty"),
            Problem::Limit { limit, actual } => {
                let unit = limit.unit;
                let amount = Amount { number: *actual, unit };
                match limit.of {
                    [] => write!(f, "{amount}, but {limit}"),
                    of => write!(f, "{amount} of {}, but {limit}", of.join(", ")),
                }
            }
            Problem::Charset { charset, found, meant } => {
                charset.explain(*found, f)?;
                match meant.as_slice() {
                    [] => Ok(()),
                    [one] => write!(f, "; `{one}` is probably meant"),
                    several => write!(f, "; `{}` are probably meant, one by one", several.join("`, `")),
                }
            }
            Problem::Prefix { any_of } => write!(f, "must begin with {}", any_of.join(" or ")),
            Problem::UnknownValue => f.write_str("not one of the documented values"),
            Problem::Duplicate => f.write_str("must be unique in its list, but repeats an earlier value"),
            Problem::NoneOf([_]) => Problem::Missing.fmt(f),
            Problem::NoneOf(paths) => write!(f, "at least one of {} is needed", paths.join(", ")),
            Problem::MoreThanOneOf(paths) => write!(f, "exactly one of {} is allowed", paths.join(", ")),
            Problem::NeededBy(path) => write!(f, "required because {path} is given"),
            Problem::NotTogether(one, other) => write!(f, "{one} and {other} cannot be combined"),
            Problem::Everyone => f.write_str("such a message cannot go to everyone"),
            Problem::UnknownMember => f.write_str("not part of such a request"),
            Problem::Ignored(read_where) => write!(f, "WeCom reads it only with {read_where}"),
            Problem::Repeated => f.write_str("it stands more than once in its object, and only the last value counts"),
            Problem::Retyped { wanted, found } => write!(f, "{wanted} is wanted here, not {found}"),
            Problem::Null => f.write_str("null counts as absent"),
            Problem::Other(text) => f.write_str(text),
        }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = |number| Amount { number, unit: self.unit };
        match (self.min, self.max) {
            (Some(min), Some(max)) => write!(f, "{min} to {} are allowed", amount(max)),
            (Some(min), None) => write!(f, "at least {} {} needed", amount(min), amount(min).verb()),
            (None, Some(max)) => write!(f, "at most {} {} allowed", amount(max), amount(max).verb()),
            (None, None) => f.write_str("no limit"),
        }
    }
}

struct Amount {
    number: f64,
    unit: Unit,
}

impl Amount {
    fn is_one(&self) -> bool {
        self.number.total_cmp(&1.0).is_eq()
    }

    /// The verb of a sentence with this amount as its subject.
    fn verb(&self) -> &'static str {
        if self.is_one() { "is" } else { "are" }
    }
}

/// Larger numbers are written with an exponent.
const READABLE: f64 = 1e15;

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match (self.unit, self.is_one()) {
            (Unit::Bytes, false) => " bytes",
            (Unit::Bytes, true) => " byte",
            (Unit::Chars, false) => " characters",
            (Unit::Chars, true) => " character",
            (Unit::Items, false) => " items",
            (Unit::Items, true) => " item",
            (Unit::Range, _) => "",
        };
        if self.number.abs() < READABLE {
            write!(f, "{}{unit}", self.number)
        } else {
            write!(f, "{:e}{unit}", self.number)
        }
    }
}

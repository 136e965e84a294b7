//! The outcome of judging a body.

use std::fmt;

use super::codes::BAD_PARAMETER;
use crate::model::{Consequence, Limit, Unit};

/// What is to be said about a body.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Verdict {
    /// What keeps the body from being such a thing at all; the other lists are empty then.
    pub mismatches: Vec<Mismatch>,
    /// The rules that it breaks.
    pub findings: Vec<Finding>,
    /// The paths of members that are no part of such a body.
    pub foreign: Vec<String>,
}

impl Verdict {
    /// Whether WeCom would answer with an error.
    pub fn is_refused(&self) -> bool {
        self.first_errcode().is_some()
    }

    /// The error code that WeCom would answer; 40058 (bad parameter) where none is documented for the case.
    pub fn first_errcode(&self) -> Option<i32> {
        let mismatch = self.mismatches.first().map(|mismatch| mismatch.errcode);
        let refused = || self.findings.iter().find(|finding| finding.is_refused()).map(|finding| finding.errcode);
        mismatch.or_else(refused).map(|errcode| errcode.unwrap_or(BAD_PARAMETER))
    }

    /// The first reason for an error, in words.
    pub fn first_reason(&self) -> Option<String> {
        let refused = || self.findings.iter().find(|finding| finding.is_refused()).map(ToString::to_string);
        self.mismatches.first().map(ToString::to_string).or_else(refused)
    }
}

/// One thing that keeps a body from being what was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The member: `template_card.button_list[2].type`.
    pub path: String,
    /// What was wanted there and what stood there.
    pub reason: String,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.reason),
            path => write!(f, "{path}: {}", self.reason),
        }
    }
}

/// One rule that a body breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The member: `template_card.button_list[2].key`.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
    /// What happens to the message.
    pub consequence: Consequence,
    /// What WeCom answers, where that is documented.
    pub errcode: Option<i32>,
}

impl Finding {
    /// Whether WeCom answers with an error because of this.
    pub fn is_refused(&self) -> bool {
        self.consequence == Consequence::Refused
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.problem)
    }
}

/// What is wrong with a member.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// Required, but absent or empty.
    Missing,
    /// A size or number outside its limit.
    Limit {
        /// The limit.
        limit: Limit,
        /// The actual size or number, in the limit's unit.
        actual: f64,
    },
    /// A character outside the allowed ones, given as ranges.
    Charset(String),
    /// A value that is not one of the documented ones.
    UnknownValue,
    /// The same as in an earlier item of the list.
    Duplicate,
    /// None of these is there.
    NoneOf(Vec<String>),
    /// More than one of these is there.
    MoreThanOneOf(Vec<String>),
    /// Absent although this one is there.
    NeededBy(String),
    /// These two are both there.
    NotTogether(String, String),
    /// It begins with none of these.
    Prefix(Vec<String>),
    /// This type of message does not go together with it, for this reason.
    NotHere(String),
    /// Such a message cannot go to everyone.
    Everyone,
    /// The id that stands for everyone, among other ids.
    EveryoneAmongOthers,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Missing => f.write_str("required, but missing or empty"),
            Problem::Limit { limit, actual } => limit_exceeded(f, limit, *actual),
            Problem::Charset(allowed) => write!(f, "only the characters {allowed} are allowed"),
            Problem::UnknownValue => f.write_str("not one of the documented values"),
            Problem::Duplicate => f.write_str("must be unique in its list, but repeats an earlier one"),
            Problem::NoneOf(paths) => write!(f, "at least one of {} is needed", paths.join(", ")),
            Problem::MoreThanOneOf(paths) => write!(f, "exactly one of {} is allowed", paths.join(", ")),
            Problem::NeededBy(path) => write!(f, "needed because {path} is given"),
            Problem::NotTogether(one, other) => write!(f, "{one} and {other} do not go together"),
            Problem::Prefix(prefixes) => write!(f, "must begin with {}", prefixes.join(" or ")),
            Problem::NotHere(reason) => f.write_str(reason),
            Problem::EveryoneAmongOthers => f.write_str("stands for everyone and cannot be one id among others"),
            Problem::Everyone => f.write_str("such a message cannot go to everyone"),
        }
    }
}

fn limit_exceeded(f: &mut fmt::Formatter<'_>, limit: &Limit, actual: f64) -> fmt::Result {
    let unit = match limit.unit {
        Unit::Bytes => " bytes",
        Unit::Chars => " characters",
        Unit::Items => " items",
        Unit::Range => "",
    };
    let of = if limit.cases.is_empty() { String::new() } else { format!(" of {}", limit.cases.join(", ")) };
    write!(f, "{actual}{unit}{of}, but ")?;
    match (limit.min, limit.max) {
        (Some(min), Some(max)) => write!(f, "{min} to {max}{unit} are allowed"),
        (Some(min), None) => write!(f, "at least {min}{unit} are needed"),
        (None, Some(max)) => write!(f, "at most {max}{unit} are allowed"),
        (None, None) => f.write_str("another size is wanted"),
    }
}

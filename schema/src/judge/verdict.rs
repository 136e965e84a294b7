//! The outcome of judging a body.

use std::fmt;

use serde_json::Value;

use super::codes::BAD_PARAMETER;
use crate::model::{Charset, Consequence, Limit, Unit};

/// The outcome of judging a body.
#[derive(Clone, Debug, Default, PartialEq)]
#[must_use]
pub struct Verdict {
    /// Members of the wrong kind. If there are any, rules are not checked, and members are not named.
    pub mismatches: Vec<Mismatch>,
    /// Values of another JSON type than the described one that can be read.
    pub straightened: Vec<Straightened>,
    /// Members that WeCom ignores where they are.
    pub ignored: Vec<Ignored>,
    /// Broken rules.
    pub findings: Vec<Finding>,
    /// The paths of undescribed members.
    pub unknown_members: Vec<String>,
}

impl Verdict {
    /// The verdict of a reader that accepts only the described JSON types: values of other types are mismatches.
    pub fn exact(self) -> Self {
        let mut mismatches = self.mismatches;
        if mismatches.is_empty() && self.straightened.is_empty() {
            return Self { mismatches, ..self };
        }
        for Straightened { path, reason, .. } in self.straightened {
            if !mismatches.iter().any(|mismatch| mismatch.path == path) {
                mismatches.push(Mismatch { path, reason, errcode: None });
            }
        }
        Self { mismatches, ..Self::default() }
    }

    /// Gives the body the described JSON types.
    pub fn straighten(&self, body: &mut Value) {
        for Straightened { path, value, .. } in &self.straightened {
            if let Some(member) = reach(body, path) {
                member.clone_from(value);
            }
        }
    }

    /// Whether WeCom would answer with an error.
    pub fn is_refused(&self) -> bool {
        self.first_errcode().is_some()
    }

    /// The error code that WeCom would answer; 40058 (bad parameter) if none is documented.
    pub fn first_errcode(&self) -> Option<i32> {
        let mismatch = self.mismatches.first().map(|mismatch| mismatch.errcode);
        let refused = || self.findings.iter().find(|finding| finding.is_refused()).map(|finding| finding.errcode);
        mismatch.or_else(refused).map(|errcode| errcode.unwrap_or(BAD_PARAMETER))
    }

    /// The reason for that error in words.
    pub fn first_reason(&self) -> Option<String> {
        let refused = || self.findings.iter().find(|finding| finding.is_refused()).map(ToString::to_string);
        self.mismatches.first().map(ToString::to_string).or_else(refused)
    }
}

/// A member of the wrong kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// The path of the member: `template_card.button_list[2].type`.
    pub path: String,
    /// What is expected and what was found.
    pub reason: String,
    /// The error code that WeCom answers, if documented.
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

/// A value of another JSON type than the described one that can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Straightened {
    /// The path of the member: `template_card.button_list[2].type`.
    pub path: String,
    /// What is expected and what was found.
    pub reason: String,
    /// The value as it is described; null if the member counts as absent.
    pub value: Value,
}

impl fmt::Display for Straightened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.reason)
    }
}

/// A member that WeCom ignores where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignored {
    /// The path of the member: `template_card.jump_list[0].url`.
    pub path: String,
    /// Where WeCom reads it: `type` 1 (link).
    pub read_where: String,
}

impl fmt::Display for Ignored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ignored; WeCom reads it only with {}", self.path, self.read_where)
    }
}

/// A broken rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The path of the member: `template_card.button_list[2].key`.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
    /// The consequence for the message.
    pub consequence: Consequence,
    /// The error code that WeCom answers, if documented.
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
    /// A character that is not allowed where it is.
    Charset {
        /// The allowed characters.
        charset: Charset,
        /// The first character that is not allowed.
        found: char,
        /// The ids that were probably meant; empty if that cannot be told.
        meant: Vec<String>,
    },
    /// An undocumented value of an enumeration.
    UnknownValue,
    /// The same value as in an earlier item of the list.
    Duplicate,
    /// None of these is present.
    NoneOf(Vec<String>),
    /// More than one of these is present.
    MoreThanOneOf(Vec<String>),
    /// Absent although this one is present.
    NeededBy(String),
    /// Both of these are present.
    NotTogether(String, String),
    /// It has none of these prefixes.
    Prefix(Vec<String>),
    /// WeCom refuses the member with this message type, for this reason.
    NotHere(String),
    /// Such a message cannot go to everyone.
    Everyone,
    /// The id that means everyone, among other ids.
    EveryoneAmongOthers,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Missing => f.write_str("required, but missing or empty"),
            Problem::Limit { limit, actual } => limit_exceeded(f, limit, *actual),
            Problem::Charset { charset, found, meant } => misfit(f, charset, *found, meant),
            Problem::UnknownValue => f.write_str("not one of the documented values"),
            Problem::Duplicate => f.write_str("must be unique in its list, but repeats an earlier value"),
            Problem::NoneOf(paths) => write!(f, "at least one of {} is needed", paths.join(", ")),
            Problem::MoreThanOneOf(paths) => write!(f, "exactly one of {} is allowed", paths.join(", ")),
            Problem::NeededBy(path) => write!(f, "required because {path} is given"),
            Problem::NotTogether(one, other) => write!(f, "{one} and {other} cannot be combined"),
            Problem::Prefix(prefixes) => write!(f, "must begin with {}", prefixes.join(" or ")),
            Problem::NotHere(reason) => f.write_str(reason),
            Problem::EveryoneAmongOthers => f.write_str("stands for everyone and cannot be one id among others"),
            Problem::Everyone => f.write_str("such a message cannot go to everyone"),
        }
    }
}

/// The value at a path; `None` if a member on the way has a name that paths cannot write.
fn reach<'b>(body: &'b mut Value, path: &str) -> Option<&'b mut Value> {
    path.split(['.', '[']).try_fold(body, |value, step| match step.strip_suffix(']') {
        Some(index) => value.get_mut(index.parse::<usize>().ok()?),
        None => value.get_mut(step),
    })
}

fn misfit(f: &mut fmt::Formatter<'_>, charset: &Charset, found: char, meant: &[String]) -> fmt::Result {
    let Charset { allowed, first, .. } = charset;
    match first.as_ref().filter(|_| charset.allows(found)) {
        Some(first) => write!(f, "must begin with one of {first}, not with {found:?}")?,
        None => write!(f, "only the characters {allowed} are allowed, not {found:?}")?,
    }
    match meant {
        [] => Ok(()),
        [one] => write!(f, "; `{one}` is probably meant"),
        several => write!(f, "; `{}` are probably meant, one by one", several.join("`, `")),
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

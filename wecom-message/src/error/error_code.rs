//! The codes that WeCom answers.

use std::fmt;

/// What WeCom answers in `errcode`. Any number can be one; the published ones have a meaning and a class.
///
/// ```
/// use wecom_message::{ErrorClass, ErrorCode};
///
/// let code = ErrorCode::from(45009);
/// assert_eq!(code.class(), ErrorClass::Rate);
/// assert!(code.meaning().is_some());
/// assert_eq!(ErrorCode::from(123).class(), ErrorClass::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrorCode(i32);

/// What kind of trouble a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// None: the call was carried out.
    Success,
    /// It passes; a few more attempts with growing pauses can help.
    Retry,
    /// Secret, token or corp id.
    Auth,
    /// The application may not do this, or not to these people.
    Permission,
    /// A member of the request.
    Param,
    /// Something the request names does not exist.
    NotFound,
    /// Something is not in the state that the call needs.
    State,
    /// An allowance is used up.
    Quota,
    /// Too many calls in too short a time.
    Rate,
    /// An uploaded file.
    Media,
    /// The application's settings in the console.
    Config,
    /// What the message says.
    Content,
    /// A licence is missing.
    License,
    /// Payments.
    Payment,
    /// The code is not a published one.
    Unknown,
}

/// Code, class and meaning, and what to do if there is more to say than for the class.
type Published = (i32, ErrorClass, &'static str, Option<&'static str>);

include!(concat!(env!("OUT_DIR"), "/error_codes.rs"));

impl ErrorCode {
    /// The number.
    pub fn value(self) -> i32 {
        self.0
    }

    /// What it means; `None` for a code that is not published.
    pub fn meaning(self) -> Option<&'static str> {
        self.published().map(|(_, _, meaning, _)| *meaning)
    }

    /// What to do about it, where there is more to say than for its class.
    pub fn advice(self) -> Option<&'static str> {
        self.published().and_then(|(.., advice)| *advice)
    }

    /// What kind of trouble it stands for.
    pub fn class(self) -> ErrorClass {
        self.published().map_or(ErrorClass::Unknown, |(_, class, ..)| *class)
    }

    fn published(self) -> Option<&'static Published> {
        let index = PUBLISHED.binary_search_by_key(&self.0, |(code, ..)| *code).ok()?;
        PUBLISHED.get(index)
    }
}

impl From<i32> for ErrorCode {
    fn from(code: i32) -> Self {
        Self(code)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

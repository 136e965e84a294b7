//! WeCom's error codes.

use std::fmt;

/// An `errcode` of WeCom. Any number is one; the published codes have a meaning and a class.
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

/// The class of an error code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// No error.
    Success,
    /// A passing problem; a few more attempts with growing delays can help.
    Retry,
    /// Wrong secret, token or corp id.
    Auth,
    /// The application may not do this, or not for these people.
    Permission,
    /// A wrong member of the request.
    Param,
    /// Something that the request refers to does not exist.
    NotFound,
    /// Something is in a state that does not allow the call.
    State,
    /// A quota is used up.
    Quota,
    /// Too many calls in too short a time.
    Rate,
    /// A problem with an uploaded file.
    Media,
    /// Wrong settings of the application in the console.
    Config,
    /// The content of the message is not allowed.
    Content,
    /// A licence is missing.
    License,
    /// The corporation has not paid for this.
    Payment,
    /// The code is not published.
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

    /// What to do about it, if there is more to say than for its class.
    pub fn advice(self) -> Option<&'static str> {
        self.published().and_then(|(.., advice)| *advice)
    }

    /// Its class.
    pub fn class(self) -> ErrorClass {
        self.published().map_or(ErrorClass::Unknown, |(_, class, ..)| *class)
    }

    fn published(self) -> Option<&'static Published> {
        let index = PUBLISHED.binary_search_by_key(&self.0, |(code, ..)| *code).ok()?;
        PUBLISHED.get(index)
    }
}

#[cfg(test)]
pub(crate) fn published() -> impl Iterator<Item = ErrorCode> {
    PUBLISHED.iter().map(|(code, ..)| ErrorCode(*code))
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

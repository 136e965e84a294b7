//! WeCom's answer that a request failed, and what came with it.

use std::fmt;

use serde_json::Value;

use super::error_code::{ErrorClass, ErrorCode};
use crate::message::Receipt;
use crate::message::read::read_value;

/// WeCom's answer that a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// `errcode`.
    pub code: ErrorCode,
    /// `errmsg`, whole: its `hint: […]` is what WeCom's support asks for, and 60020 names the address to allow.
    pub message: String,
    /// Users that do not exist or are outside the application's visible range.
    pub invalid_users: Vec<String>,
    /// Departments that do not exist or are outside the application's visible range.
    pub invalid_parties: Vec<String>,
    /// Tags that do not exist or are outside the application's visible range.
    pub invalid_tags: Vec<String>,
    /// Users without a base-interface licence.
    pub unlicensed_users: Vec<String>,
    /// `msgid`; real 81013 answers have carried one.
    pub message_id: Option<String>,
    /// All of it, without secrets.
    answer: Value,
}

impl ApiError {
    pub(crate) fn new(code: i32, message: String, answer: Value) -> Self {
        let list = |name: &str| answer.get(name).map(ids).unwrap_or_default();
        Self {
            code: ErrorCode::from(code),
            message,
            invalid_users: list("invaliduser"),
            invalid_parties: list("invalidparty"),
            invalid_tags: list("invalidtag"),
            unlicensed_users: list("unlicenseduser"),
            message_id: list("msgid").pop(),
            answer,
        }
    }

    /// What kind of trouble the code stands for.
    pub fn class(&self) -> ErrorClass {
        self.code.class()
    }

    /// Everything that came with the failure, as the receipt of the channel that was sent to; `None` where it is no such
    /// receipt.
    ///
    /// Some failures tell more than a code: 81013 names the recipients, in lists that differ from channel to channel.
    ///
    /// ```
    /// use wecom_message::{ApiError, Error, message::Receipt};
    ///
    /// fn lists<R: Receipt>(error: &Error) -> Option<R> {
    ///     error.api().and_then(ApiError::receipt)
    /// }
    /// ```
    pub fn receipt<R: Receipt>(&self) -> Option<R> {
        read_value(self.answer.clone()).ok().map(|reading| reading.value)
    }

    /// The lists of ids that are not empty, by their names on the wire: arrays, and `|`-joined strings where the name says
    /// that they list somebody.
    fn lists(&self) -> Vec<(&str, Vec<String>)> {
        let mut lists = Vec::new();
        let Value::Object(members) = &self.answer else { return lists };
        for (name, value) in members {
            let names_somebody = name.starts_with("invalid") || name.starts_with("unlicensed");
            if value.is_array() || (value.is_string() && names_somebody) {
                let ids = ids(value);
                if !ids.is_empty() {
                    lists.push((name.as_str(), ids));
                }
            }
        }
        lists
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "errcode {}", self.code.value())?;
        if let Some(meaning) = self.code.meaning() {
            write!(f, " ({meaning})")?;
        }
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        for (name, ids) in self.lists() {
            write!(f, "; {name}: {}", ids.join(", "))?;
        }
        Ok(())
    }
}

/// A `|`-joined string or an array, of strings or numbers: the endpoints differ.
fn ids(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => {
            let mut ids = Vec::new();
            for id in text.split('|').map(str::trim).filter(|id| !id.is_empty()) {
                ids.push(id.to_owned());
            }
            ids
        }
        Value::Number(number) => vec![number.to_string()],
        Value::Array(items) => items.iter().map(ids).collect::<Vec<_>>().concat(),
        _ => Vec::new(),
    }
}

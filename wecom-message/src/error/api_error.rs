//! WeCom's answer to a failed request.

use std::fmt;

use serde_json::Value;

use super::error_code::{ErrorClass, ErrorCode};
use crate::message::Receipt;
use crate::message::read::read_value;

/// WeCom's answer to a failed request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// `errcode`.
    pub code: ErrorCode,
    /// `errmsg`, complete: WeCom's support asks for its `hint: […]`, and 60020 names the address to allow.
    pub message: String,
    /// Users that do not exist or are outside the application's visible range.
    pub invalid_users: Vec<String>,
    /// Departments that do not exist or are outside the application's visible range.
    pub invalid_parties: Vec<String>,
    /// Tags that do not exist or are outside the application's visible range.
    pub invalid_tags: Vec<String>,
    /// Users without a base-interface licence.
    pub unlicensed_users: Vec<String>,
    /// `msgid`; real 81013 answers have had one.
    pub message_id: Option<String>,
    /// The whole answer, without secrets.
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

    /// The class of the code.
    pub fn class(&self) -> ErrorClass {
        self.code.class()
    }

    /// The answer as a receipt of the channel; `None` if it is not such a receipt.
    ///
    /// Some answers have more than a code: 81013 lists recipients, and each channel names the lists differently.
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

    /// The lists of ids that are not empty, by name: arrays, and `|`-joined strings whose name says that they are lists.
    fn lists(&self) -> Vec<(&str, Vec<String>)> {
        let is_list = |(name, value): &(&String, &Value)| {
            let lists_ids = name.starts_with("invalid") || name.starts_with("unlicensed");
            value.is_array() || (value.is_string() && lists_ids)
        };
        let members = self.answer.as_object().into_iter().flatten().filter(is_list);
        members.map(|(name, value)| (name.as_str(), ids(value))).filter(|(_, ids)| !ids.is_empty()).collect()
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

/// Reads a `|`-joined string or an array, of strings or numbers: the endpoints differ.
fn ids(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => text.split('|').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        Value::Number(number) => vec![number.to_string()],
        Value::Array(items) => items.iter().flat_map(ids).collect(),
        _ => Vec::new(),
    }
}

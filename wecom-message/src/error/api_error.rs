//! WeCom's answer to a failed request.

use std::fmt;

use serde_json::Value;

use super::error_code::{ErrorClass, ErrorCode};
use crate::http::printable::printable;
use crate::message::Acknowledgement;
use crate::message::read::read_object;

/// WeCom's answer to a failed request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// `errcode`.
    pub code: ErrorCode,
    /// `errmsg`, complete: WeCom's support asks for its `hint: […]`, and 60020 names the address to allow.
    pub message: String,
    /// The whole answer, without secrets.
    answer: Value,
}

impl ApiError {
    pub(crate) fn new(code: i32, message: String, answer: Value) -> Self {
        Self { code: ErrorCode::from(code), message, answer }
    }

    /// The class of the code.
    pub fn class(&self) -> ErrorClass {
        self.code.class()
    }

    /// The answer as a receipt of the channel; `None` if it is not such a receipt.
    ///
    /// Some answers have more than a code: 81013 lists recipients, and each channel names the lists differently.
    ///
    #[cfg_attr(feature = "app", doc = "```\nuse wecom_message::app::Receipt;\nuse wecom_message::{ApiError, Error};\n")]
    #[cfg_attr(feature = "app", doc = "fn unknown_users(error: &Error) -> Vec<String> {")]
    #[cfg_attr(
        feature = "app",
        doc = "    error.api().and_then(ApiError::receipt::<Receipt>).map(|it| it.invalid_users).unwrap_or_default()\n}\n```"
    )]
    pub fn receipt<R: Acknowledgement>(&self) -> Option<R> {
        let Value::Object(members) = &self.answer else { return None };
        read_object(members.clone()).ok()
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
            write!(f, ": {}", printable(&self.message))?;
        }
        for (name, ids) in self.lists() {
            write!(f, "; {}: {}", printable(name), printable(&ids.join(", ")))?;
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

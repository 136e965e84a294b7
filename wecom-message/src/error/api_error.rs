//! WeCom's answer that a request failed, and what came with it.

use std::fmt;

use serde_json::Value;

use super::error_code::{ErrorClass, ErrorCode};
use crate::message::Acknowledgement;
use crate::message::read::read_object;

/// WeCom's answer that a request failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError {
    /// `errcode`.
    pub code: ErrorCode,
    /// `errmsg`, whole: its `hint: […]` is what WeCom's support asks for, and 60020 names the address to allow.
    pub message: String,
    /// All of it, without secrets.
    answer: Value,
}

impl ApiError {
    pub(crate) fn new(code: i32, message: String, answer: Value) -> Self {
        Self { code: ErrorCode::from(code), message, answer }
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

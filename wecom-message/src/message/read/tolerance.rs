//! What a value says although it has another JSON type than the described one.
//!
//! WeCom answers some numbers as strings and some strings as numbers, and in a callback in XML everything is text.

use std::str::FromStr;

use serde_json::Value;

/// `null`, and the empty string, which an empty XML element is.
pub(super) fn is_absent(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

/// A number as the text that it stands for.
pub(super) fn text(value: &Value) -> Option<String> {
    value.as_number().map(ToString::to_string)
}

/// A number or boolean in a string.
pub(super) fn parsed<T: FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.trim().parse().ok()
}

/// On or off: `true`, `1`, `"true"`, `"1"` and their opposites.
pub(super) fn switch(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| match value.as_i64().or_else(|| parsed(value)) {
        Some(0) => Some(false),
        Some(1) => Some(true),
        _ => parsed(value),
    })
}

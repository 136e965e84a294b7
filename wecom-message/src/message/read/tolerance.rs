//! What a value says although it has another JSON type than the described one.
//!
//! WeCom takes and answers some numbers as strings and some strings as numbers, and in a callback in XML everything is text.

use std::str::FromStr;

use serde_json::Value;

/// A number as the text that it stands for.
pub(super) fn text(value: &Value) -> Option<String> {
    value.as_number().map(ToString::to_string)
}

/// A whole number or boolean in a string.
pub(super) fn parsed<T: FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.trim().parse().ok()
}

/// A number in a string. JSON knows no infinity.
pub(super) fn number(value: &Value) -> Option<f64> {
    parsed(value).filter(|number: &f64| number.is_finite())
}

/// On or off: `true`, `1`, `"true"`, `"1"` and their opposites.
pub(super) fn switch(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| match value.as_i64().or_else(|| parsed(value)) {
        Some(0) => Some(false),
        Some(1) => Some(true),
        _ => parsed(value),
    })
}

/// Whether two values say the same, such as `0` and `"0"`.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    let text = |value: &Value| text(value).or_else(|| Some(value.as_str()?.trim().to_owned()));
    one == other || text(one).is_some_and(|one| Some(one) == text(other))
}

/// Whether nothing is lost without the value.
pub(super) fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

/// The JSON type in words.
pub(super) fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

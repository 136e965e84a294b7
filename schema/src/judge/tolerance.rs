//! Reads values of other JSON types than the described one.

use std::borrow::Cow;

use serde_json::{Number, Value};

/// The text of a string or a number.
pub(super) fn text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        _ => None,
    }
}

/// The whole number, as a number or in a string.
pub(super) fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// The number, as a number or in a string.
pub(super) fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim().parse().ok().filter(|number: &f64| number.is_finite()))
}

/// The seconds, as a number or in a string.
pub(super) fn seconds(value: &Value) -> Option<u32> {
    match value.as_u64() {
        Some(seconds) => u32::try_from(seconds).ok(),
        None => value.as_str()?.trim().parse().ok(),
    }
}

/// On or off, as a boolean, as 0 or 1, or either in a string.
pub(super) fn switch(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(on) => Some(*on),
        Value::String(text) if matches!(text.trim(), "true" | "false") => Some(text.trim() == "true"),
        value => match integer(value) {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
    }
}

/// Whether two values say the same, such as `0` and `"0"`.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    one == other || text(one).zip(text(other)).is_some_and(|(one, other)| one.trim() == other.trim())
}

/// Whether the value can be dropped without a loss.
pub(super) fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(on) => !on,
        Value::Number(_) => false,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
    }
}

/// A number as JSON writes it.
pub(super) fn json_number(number: f64) -> Value {
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

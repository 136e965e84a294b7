//! What a value says although it has another JSON type than the described one.
//!
//! WeCom takes and answers some numbers as strings and some strings as numbers, and in a callback in XML everything is text.

use std::str::FromStr;

use serde_json::Value;

/// A number as the text that it stands for.
pub(super) fn text(value: &Value) -> Option<String> {
    let number = value.as_number()?;
    let whole = integer(value).filter(|_| number.is_f64());
    Some(whole.map_or_else(|| number.to_string(), |whole| whole.to_string()))
}

/// A whole number or boolean in a string.
pub(super) fn parsed<T: FromStr>(value: &Value) -> Option<T> {
    value.as_str()?.trim().parse().ok()
}

/// A whole number that is written with a point, as programs do that know no other numbers, or in a string.
pub(super) fn integer(value: &Value) -> Option<i64> {
    let whole = value.as_f64().filter(|number| number.fract() == 0.0);
    // Rust writes a whole float without a point.
    whole.and_then(|number| number.to_string().parse().ok()).or_else(|| parsed(value))
}

/// Seconds, likewise.
pub(super) fn seconds(value: &Value) -> Option<u32> {
    integer(value).and_then(|seconds| u32::try_from(seconds).ok())
}

/// A number in a string. JSON knows no infinity.
pub(super) fn number(value: &Value) -> Option<f64> {
    parsed(value).filter(|number: &f64| number.is_finite())
}

/// On or off: `true`, `1`, `"true"`, `"1"` and their opposites.
pub(super) fn switch(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| match integer(value) {
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
        Value::Number(number) if number.is_f64() => "a number with a point",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

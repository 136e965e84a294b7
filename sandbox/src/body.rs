//! Reads the members of a request's body. An absent member and an empty one mean the same.

use std::collections::BTreeSet;

use serde_json::Value;

/// The string member, or the empty string.
pub(crate) fn text<'b>(body: &'b Value, name: &str) -> &'b str {
    body.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The string member, unless it is empty.
pub(crate) fn given<'b>(body: &'b Value, name: &str) -> Option<&'b str> {
    Some(text(body, name)).filter(|text| !text.is_empty())
}

/// Whether the 0/1 switch is on.
pub(crate) fn flag(body: &Value, name: &str) -> bool {
    body.get(name).and_then(Value::as_i64) == Some(1)
}

/// The ids in an array of strings or numbers, without repetitions; case does not matter.
pub(crate) fn ids(body: &Value, name: &str) -> Vec<String> {
    let id = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    distinct(body.get(name).and_then(Value::as_array).into_iter().flatten().map(id))
}

/// The ids in a string joined by `|`, trimmed and without repetitions; case does not matter.
pub(crate) fn joined_ids(body: &Value, name: &str) -> Vec<String> {
    distinct(text(body, name).split('|').map(|id| id.trim().to_owned()))
}

fn distinct(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !id.is_empty() && seen.insert(id.to_lowercase())).collect()
}

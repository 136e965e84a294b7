//! Who there is, and the ids that a body names.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::settings::Settings;

/// Ids that are known, and those that are not.
type Sorted = (Vec<String>, Vec<String>);

impl Settings {
    /// Ids are compared without regard to case.
    pub(crate) fn has_person(&self, id: &str) -> bool {
        !self.invalid_users.contains(&id.to_lowercase())
    }

    pub(crate) fn persons(&self, ids: Vec<String>) -> Sorted {
        ids.into_iter().partition(|id| self.has_person(id))
    }

    pub(crate) fn parties(&self, ids: Vec<String>) -> Sorted {
        ids.into_iter().partition(|id| !self.invalid_parties.contains(id))
    }

    pub(crate) fn tags(&self, ids: Vec<String>) -> Sorted {
        ids.into_iter().partition(|id| !self.invalid_tags.contains(id))
    }
}

/// The string of that name; an absent one is as good as an empty one.
pub(crate) fn text<'b>(body: &'b Value, name: &str) -> &'b str {
    body.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The string of that name, where it is not empty.
pub(crate) fn given<'b>(body: &'b Value, name: &str) -> Option<&'b str> {
    Some(text(body, name)).filter(|text| !text.is_empty())
}

/// Whether the switch of that name is on.
pub(crate) fn flag(body: &Value, name: &str) -> bool {
    body.get(name).and_then(Value::as_i64) == Some(1)
}

/// The ids of a list: each once, whatever its case; some are numbers.
pub(crate) fn ids(body: &Value, name: &str) -> Vec<String> {
    let id = |id: &Value| id.as_str().map_or_else(|| id.to_string(), str::to_owned);
    each_once(body.get(name).and_then(Value::as_array).into_iter().flatten().map(id))
}

/// The ids of a joined list: trimmed, each once, whatever its case.
pub(crate) fn joined_ids(body: &Value, name: &str) -> Vec<String> {
    each_once(text(body, name).split('|').map(|id| id.trim().to_owned()))
}

fn each_once(ids: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| !id.is_empty() && seen.insert(id.to_lowercase())).collect()
}

//! The parts of a channel that a draft can use.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wecom_schema::model::pascal_case;

use super::tree::Node;
use crate::described::Descriptions;

/// Names that a draft need not describe again.
#[derive(Clone, Debug, Default)]
pub(super) struct ChannelKeys {
    /// The members of recipients and sender.
    envelope: Vec<String>,
    /// The options, each with its members.
    options: BTreeMap<String, Vec<String>>,
    /// The Rust names that are taken in the channel.
    taken: BTreeSet<String>,
    /// Object types, each with the fields of its file.
    types: BTreeMap<String, Vec<Value>>,
}

impl ChannelKeys {
    pub(super) fn of(all: Descriptions<'_>, channel: &str) -> Self {
        let mut keys = Self::default();
        for source in all.sources.iter() {
            let Ok(file) = serde_json::from_str::<Value>(source.text()) else { continue };
            if source.path.starts_with(&format!("{channel}/")) || source.path.starts_with("types/") {
                let stem = source.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
                keys.taken.insert(pascal_case(stem));
                add_rust_names(&file, &mut keys.taken);
            }
            if source.path == format!("{channel}/channel.json") {
                keys.envelope =
                    ["recipients", "sender"].iter().filter_map(|key| file.get(key)).flat_map(names).collect();
                let options = file.get("options").and_then(Value::as_object).into_iter().flatten();
                keys.options = options.map(|(name, fields)| (name.clone(), field_names(fields))).collect();
                continue;
            }
            let types = [format!("{channel}/types/"), "types/".to_owned()];
            if !types.iter().any(|folder| source.path.starts_with(folder.as_str())) {
                continue;
            }
            if let Some(name) = file.get("object").and_then(Value::as_str) {
                keys.types
                    .insert(name.to_owned(), file.get("fields").and_then(Value::as_array).cloned().unwrap_or_default());
            }
        }
        // The members of an inline union among the recipients are not in the channel's file.
        if let Some(channel) = all.schema.channels.iter().find(|known| known.name == channel) {
            let known = crate::described::envelope_names(channel);
            keys.envelope.extend(known);
        }
        keys
    }

    pub(super) fn is_envelope(&self, name: &str) -> bool {
        self.envelope.iter().any(|known| known == name)
    }

    pub(super) fn has_type(&self, name: &str) -> bool {
        self.taken.contains(&pascal_case(name))
    }

    /// The type that has exactly these members, with the same demands and limits.
    pub(super) fn type_of(&self, members: &[Node]) -> Option<&str> {
        let named = |fields: &'_ [Value], name: &str| {
            fields.iter().position(|field| field.get("name").and_then(Value::as_str) == Some(name))
        };
        let same = |fields: &Vec<Value>| {
            let is_described = |node: &Node| {
                named(fields, &node.name)
                    .and_then(|index| fields.get(index))
                    .is_some_and(|field| says_the_same(field, node))
            };
            fields.len() == members.len() && members.iter().all(is_described)
        };
        self.types.iter().find(|(_, fields)| same(fields)).map(|(name, _)| name.as_str())
    }

    /// The options that have these members, the largest first, and the members that no option has.
    pub(super) fn options_of(&self, members: &[String]) -> (Vec<String>, Vec<String>) {
        let mut options: Vec<(&String, &Vec<String>)> =
            self.options.iter().filter(|(_, names)| names.iter().all(|name| members.contains(name))).collect();
        options.sort_by_key(|(_, names)| std::cmp::Reverse(names.len()));
        let (mut rest, mut chosen) = (members.to_vec(), Vec::new());
        for (option, names) in options {
            if names.iter().all(|name| rest.contains(name)) {
                rest.retain(|name| !names.contains(name));
                chosen.push(option.clone());
            }
        }
        (chosen, rest)
    }
}

/// Whether a field demands the same as the page. The limits of a string type are in its own file.
fn says_the_same(field: &Value, node: &Node) -> bool {
    let is_required = field.get("required").is_some_and(|required| required != &Value::Bool(false));
    let is_builtin = field.get("type").and_then(Value::as_str).is_none_or(|name| name == "string");
    let size = |limit: &Value| match limit.get("max") {
        Some(Value::String(kilobytes)) => kilobytes.trim_end_matches('K').parse::<f64>().ok().map(|it| it * 1024.0),
        max => max.and_then(Value::as_f64),
    };
    let described: Vec<Option<f64>> =
        field.get("limits").and_then(Value::as_array).into_iter().flatten().map(size).collect();
    let on_page: Vec<Option<f64>> = node.facts.limits.iter().map(|limit| limit.max).collect();
    is_required == (node.facts.required == Some(true)) && (!is_builtin || described == on_page)
}

/// Adds the Rust names that a description states.
fn add_rust_names(value: &Value, names: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            names.extend(members.get("rust").and_then(Value::as_str).map(str::to_owned));
            members.values().for_each(|value| add_rust_names(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| add_rust_names(item, names)),
        _ => {}
    }
}

fn names(object: &Value) -> Vec<String> {
    object.get("fields").map(field_names).unwrap_or_default()
}

fn field_names(fields: &Value) -> Vec<String> {
    let fields = fields.as_array().into_iter().flatten();
    fields.filter_map(|field| field.get("name").and_then(Value::as_str)).map(str::to_owned).collect()
}

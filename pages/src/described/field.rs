//! The facts of a field.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use wecom_schema::model::{Channel, Field, Kind, Type};

use crate::fact::{Charset, Facts, Limit, Shape};

pub(super) fn facts(channel: &Channel, field: &Field) -> Facts {
    Facts {
        shape: Some(shape(channel, &field.kind)),
        required: Some(field.required.is_some()),
        default: field.default.as_ref().map(wire),
        values: values(channel, &field.kind),
        limits: field.limits.iter().map(|limit| self::limit(channel, field, limit)).collect(),
        charset: field.charset.as_ref().map(|charset| Charset {
            allowed: ('!'..='~').filter(|character| charset.allows(*character)).collect(),
            beyond: Some(charset.beyond),
        }),
        prefixes: field.prefix.iter().flat_map(|prefix| prefix.any_of.clone()).collect(),
        translated: field.translated,
        ..Facts::default()
    }
}

pub(super) fn shape(channel: &Channel, kind: &Kind) -> Shape {
    match kind {
        Kind::String | Kind::Newtype(_) | Kind::Joined(_) => Shape::String,
        Kind::Integer | Kind::Flag | Kind::Seconds => Shape::Integer,
        Kind::Number => Shape::Number,
        Kind::Boolean => Shape::Boolean,
        Kind::Values(id) => match channel.ty(*id) {
            Type::Values(values) if values.integer => Shape::Integer,
            _ => Shape::String,
        },
        Kind::Object(_) | Kind::Union(_) | Kind::Inline(_) => Shape::Object,
        Kind::List(item) => Shape::List(Some(Box::new(shape(channel, item)))),
    }
}

fn values(channel: &Channel, kind: &Kind) -> BTreeMap<String, String> {
    match kind {
        Kind::Flag => ["0", "1"].map(|value| (value.to_owned(), String::new())).into(),
        Kind::Values(id) => match channel.ty(*id) {
            Type::Values(values) => {
                values.values.iter().map(|value| (value.wire.clone(), value.name.clone())).collect()
            }
            _ => BTreeMap::new(),
        },
        Kind::List(item) => values(channel, item),
        _ => BTreeMap::new(),
    }
}

fn limit(channel: &Channel, field: &Field, limit: &wecom_schema::model::Limit) -> Limit {
    let union = field.kind.type_id().and_then(|id| channel.union(id));
    let counted = union.iter().flat_map(|union| &union.cases).filter(|case| limit.cases.contains(&case.name));
    let cases: BTreeSet<String> = counted.map(|case| case.wire.clone()).collect();
    Limit { min: limit.min, max: limit.max, unit: limit.unit, cases, beyond: Some(limit.beyond) }
}

/// A value as pages write it.
fn wire(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

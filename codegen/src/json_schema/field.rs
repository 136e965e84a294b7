//! Fields and their values.

use serde_json::{Value, json};
use wecom_schema::model::{Evidence, Field, Kind, Limit, Text, Type, TypeId, Unit, Values};

use super::annotations::annotations;
use super::json::{Json, Subschema};
use super::object::is_needed;
use super::strings::{self, Bounds, Joined};
use super::union::counted;
use super::writer::Writer;
use crate::wording::{Language, notes, presence};

impl Writer<'_> {
    pub(super) fn field(&mut self, field: &Field) -> Json {
        let needed = is_needed(field);
        let mut schema = match &field.kind {
            Kind::List(item) => self.list(field, item, needed),
            Kind::Joined(separator) => self.joined(field, separator, needed),
            Kind::Values(id) => self.values(*id, needed, field.unknown.is_some_and(|unknown| self.refuses(unknown))),
            Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => self.nested(*id, needed),
            Kind::String
            | Kind::Integer
            | Kind::Number
            | Kind::Boolean
            | Kind::Flag
            | Kind::Seconds
            | Kind::Newtype(_) => self.scalar(field, &field.kind, needed),
        };
        if let Some(default) = &field.default {
            schema.set("default", default.clone());
        }
        self.extensions(&mut schema, field);
        let default = field.default.as_ref().map(|default| format!("`{default}`"));
        let sentences = presence(Language::English, field.required, default.as_deref());
        let sentences = sentences.into_iter().chain(notes(Language::English, field));
        schema.headed(annotations(&field.about, sentences.collect())).into()
    }

    /// Annotations for what JSON Schema has no keyword for.
    fn extensions(&self, schema: &mut Subschema, field: &Field) {
        let bytes = self.limits(field, |unit| unit == Unit::Bytes);
        if let Some(max) = bytes.iter().filter_map(|limit| limit.max).reduce(f64::min) {
            schema.set("x-max-bytes", max);
        }
        if !field.limits.is_empty() {
            schema.set("x-limits", field.limits.iter().map(limit).collect::<Vec<_>>());
        }
        if let Some(unique) = field.unique.as_ref().filter(|unique| !unique.by.wire.is_empty()) {
            schema.set("x-unique", unique.by.wire.as_str());
        }
    }

    /// The limits in these units that the schema enforces.
    fn limits<'f>(&self, field: &'f Field, of: impl Fn(Unit) -> bool) -> Vec<&'f Limit> {
        field.limits.iter().filter(|limit| of(limit.unit) && self.refuses(limit.beyond)).collect()
    }

    /// A string, number or switch: the field's value or an item of it.
    fn scalar(&mut self, field: &Field, kind: &Kind, needed: bool) -> Subschema {
        let mut schema = Subschema::default();
        schema.absorb(self.shape(kind));
        let bounds = Bounds::new(self.limits(field, |unit| unit != Unit::Items));
        match kind {
            Kind::String | Kind::Newtype(_) => {
                bounds.size(&mut schema, ["minLength", "maxLength"], needed);
                if let Some(charset) = field.charset.as_ref().filter(|it| self.refuses(it.beyond)) {
                    schema.demand("pattern", strings::charset(charset));
                }
                if let Some(prefix) = field.prefix.as_ref().filter(|it| self.refuses(it.beyond)) {
                    schema.demand("pattern", strings::prefix(prefix, needed));
                }
            }
            Kind::Integer | Kind::Number | Kind::Seconds => {
                bounds.min.into_iter().for_each(|min| schema.demand("minimum", min));
                bounds.max.into_iter().for_each(|max| schema.demand("maximum", max));
            }
            // No limits apply.
            Kind::Boolean
            | Kind::Flag
            | Kind::Values(_)
            | Kind::Object(_)
            | Kind::Union(_)
            | Kind::Inline(_)
            | Kind::List(_)
            | Kind::Joined(_) => {}
        }
        schema
    }

    fn list(&mut self, field: &Field, item: &Kind, needed: bool) -> Subschema {
        let mut schema = Subschema::of_type("array");
        // Plain strings in a list must not be empty if WeCom refuses that. Named values in a list are not restricted.
        let items = match item {
            Kind::Values(_) | Kind::Object(_) | Kind::Union(_) | Kind::Inline(_) | Kind::List(_) | Kind::Joined(_) => {
                self.shape(item)
            }
            Kind::String
            | Kind::Integer
            | Kind::Number
            | Kind::Boolean
            | Kind::Flag
            | Kind::Seconds
            | Kind::Newtype(_) => {
                let needed = *item == Kind::String && self.refuses(field.empty_item());
                self.scalar(field, item, needed).into()
            }
        };
        schema.set("items", items);
        let (of_all, of_cases): (Vec<&Limit>, Vec<&Limit>) =
            self.limits(field, |unit| unit == Unit::Items).into_iter().partition(|limit| limit.cases.is_empty());
        Bounds::new(of_all).size(&mut schema, ["minItems", "maxItems"], needed);
        if let Some(union) = item.type_id().and_then(|id| self.channel.union(id)) {
            for limit in of_cases {
                schema.and(counted(union, limit));
            }
        }
        let unique = field.unique.as_ref().filter(|unique| unique.by.steps.is_empty() && self.refuses(unique.beyond));
        if unique.is_some() && *item == Kind::String {
            schema.set("uniqueItems", true);
        }
        schema
    }

    fn joined(&mut self, field: &Field, separator: &str, needed: bool) -> Subschema {
        let mut schema = Subschema::of_type("string");
        if needed {
            schema.set("minLength", 1);
        }
        let joined = Joined::new(separator);
        if self.refuses(field.empty_item()) {
            schema.demand("pattern", joined.no_empty_items());
        }
        let items = Bounds::new(self.limits(field, |unit| unit == Unit::Items));
        let sizes = Bounds::new(self.limits(field, |unit| unit != Unit::Items));
        let charset = field.charset.as_ref().filter(|it| self.refuses(it.beyond));
        let prefix = field.prefix.as_ref().filter(|it| self.refuses(it.beyond));
        let patterns = [
            joined.items(items),
            joined.sizes(sizes),
            charset.map(|charset| joined.charset(charset)),
            prefix.map(|prefix| joined.prefix(prefix)),
        ];
        patterns.into_iter().flatten().for_each(|pattern| schema.demand("pattern", pattern));
        schema
    }

    /// Named values, with an `enum` if others are refused. The empty string counts as absent.
    fn values(&mut self, id: TypeId, needed: bool, closed: bool) -> Subschema {
        let Type::Values(values) = self.channel.ty(id) else { return Subschema::default() };
        let mut schema = self.any_value(values);
        if needed && !values.integer {
            schema.set("minLength", 1);
        }
        if closed {
            let absent = (!needed && !values.integer).then(|| json!("")).into_iter();
            schema.set("enum", on_wire(values).into_iter().chain(absent).map(Json::from).collect::<Vec<_>>());
        }
        schema
    }

    /// A value that need not be one of the named ones.
    pub(super) fn any_value(&mut self, values: &Values) -> Subschema {
        let mut schema = Subschema::default();
        if values.integer {
            schema.absorb(self.integer());
        } else {
            schema.set("type", "string");
        }
        let named = values.values.iter().map(|it| {
            let doc = it.doc.as_ref().map_or_else(String::new, |Text { en, zh: _ }| format!(": {en}"));
            (it.wire.clone(), Json::from(format!("{}{doc}", it.name)))
        });
        schema.set("x-values", named.collect::<Vec<_>>());
        schema.set("examples", on_wire(values).into_iter().map(Json::from).collect::<Vec<_>>());
        schema
    }

    /// An object in its own member. An empty one counts as absent.
    fn nested(&mut self, id: TypeId, needed: bool) -> Subschema {
        let mut schema = Subschema::default();
        let reference = self.reference(id);
        if needed {
            schema.absorb(reference);
            schema.set("minProperties", 1);
        } else if self.can_be_empty(id) {
            schema.absorb(reference);
        } else {
            let empty = json!({ "type": "object", "maxProperties": 0 });
            schema.set("anyOf", vec![reference, empty.into()]);
        }
        schema
    }

    /// The type of a value, without limits.
    pub(super) fn shape(&mut self, kind: &Kind) -> Json {
        match kind {
            Kind::String | Kind::Joined(_) => Json::one("type", "string"),
            Kind::Integer => self.integer(),
            Kind::Number => Json::one("type", "number"),
            Kind::Boolean => Json::one("type", "boolean"),
            Kind::Flag => Json::one("enum", vec![Json::from(0), Json::from(1)]),
            Kind::Seconds => {
                let mut schema = Subschema::of_type("integer");
                schema.set("minimum", 0);
                schema.set("maximum", i64::from(u32::MAX));
                schema.into()
            }
            Kind::Newtype(id) | Kind::Values(id) | Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => {
                self.reference(*id)
            }
            Kind::List(item) => {
                let items = self.shape(item);
                Json::Object(vec![("type".to_owned(), "array".into()), ("items".to_owned(), items)])
            }
        }
    }
}

fn on_wire(values: &Values) -> Vec<Value> {
    let wire =
        |wire: &String| if values.integer { wire.parse::<i64>().map_or(Value::Null, Value::from) } else { json!(wire) };
    values.values.iter().map(|value| wire(&value.wire)).collect()
}

/// A limit as in the descriptions.
fn limit(limit: &Limit) -> Json {
    let Limit { min, max, unit, cases, beyond, errcode, evidence } = limit;
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut add = |key: &str, value: Json| members.push((key.to_owned(), value));
    if let Some(min) = min {
        add("min", (*min).into());
    }
    if let Some(max) = max {
        add("max", (*max).into());
    }
    add(
        "unit",
        match unit {
            Unit::Bytes => "bytes",
            Unit::Chars => "chars",
            Unit::Items => "items",
            Unit::Range => "range",
        }
        .into(),
    );
    if !cases.is_empty() {
        add("cases", cases.iter().map(|case| Json::from(case.as_str())).collect::<Vec<_>>().into());
    }
    add("beyond", beyond.name().into());
    if let Some(errcode) = errcode {
        add("errcode", i64::from(*errcode).into());
    }
    match evidence {
        Evidence::Official => {}
        Evidence::Multi => add("evidence", "multi".into()),
        Evidence::Peer => add("evidence", "peer".into()),
        Evidence::Inferred => add("evidence", "inferred".into()),
    }
    Json::Object(members)
}

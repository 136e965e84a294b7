//! The state of writing a document: channel, strictness, definitions so far.

use std::collections::BTreeMap;

use serde_json::json;
use wecom_schema::judge::judge_object;
use wecom_schema::model::{Channel, Consequence, Newtype, Type, TypeId};

use super::annotations::of_type;
use super::json::{Json, Subschema};
use super::strictness::Strictness;

const REF: &str = "$ref";

pub(super) struct Writer<'a> {
    pub(super) channel: &'a Channel,
    strictness: Strictness,
    definitions: BTreeMap<String, Json>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(channel: &'a Channel, strictness: Strictness) -> Self {
        Self { channel, strictness, definitions: BTreeMap::new() }
    }

    pub(super) fn refuses(&self, consequence: Consequence) -> bool {
        self.strictness.refuses(consequence)
    }

    pub(super) fn definitions(self) -> Json {
        Json::Object(self.definitions.into_iter().collect())
    }

    /// A reference to a type. Defines the type if it is not yet defined.
    pub(super) fn reference(&mut self, id: TypeId) -> Json {
        let ty = self.channel.ty(id);
        let name = match ty.module() {
            Some(module) => format!("{module}.{}", ty.rust()),
            None => ty.rust().to_owned(),
        };
        if !self.definitions.contains_key(&name) {
            let schema = match ty {
                Type::Object(object) => match self.channel.messages.iter().find(|message| message.object == id) {
                    Some(message) => self.message(message, object),
                    None => self.object(object),
                },
                Type::Union(union) => self.union(union),
                Type::Values(values) => self.any_value(values),
                Type::Newtype(it) => newtype(it),
            };
            self.definitions.insert(name.clone(), schema.into());
        }
        Json::one(REF, format!("#/$defs/{name}"))
    }

    /// A 64-bit integer. JSON Schema's own integers are unbounded.
    pub(super) fn integer(&mut self) -> Json {
        let bounds = json!({ "type": "integer", "minimum": i64::MIN, "maximum": i64::MAX });
        self.definitions.entry("integer".to_owned()).or_insert(bounds.into());
        Json::one(REF, "#/$defs/integer")
    }

    /// Whether an empty object of the type is valid.
    pub(super) fn can_be_empty(&self, id: TypeId) -> bool {
        let verdict = judge_object(self.channel, id, &json!({}));
        verdict.mismatches.is_empty() && !verdict.findings.iter().any(|it| self.refuses(it.consequence))
    }
}

/// A string of a type of its own.
fn newtype(newtype: &Newtype) -> Subschema {
    let Newtype { rust: _, about, sensitive: _, in_runtime: _ } = newtype;
    Subschema::of_type("string").headed(of_type(about))
}

//! Conditions on one member.

use super::json::{Json, Subschema};

/// A schema that is only tested, as in `if`.
pub(super) struct Condition(Json);

impl Condition {
    /// The member is present and matches.
    pub(super) fn member(name: &str, like: Json) -> Self {
        let mut schema = Subschema::default();
        schema.set("required", vec![Json::from(name)]);
        schema.set("properties", Json::one(name, like));
        Self(schema.into())
    }

    /// The member matches or is absent.
    pub(super) fn if_there(name: &str, like: Json) -> Self {
        Self(Json::one("properties", Json::one(name, like)))
    }

    /// One of these holds.
    pub(super) fn any_of(conditions: Vec<Json>) -> Self {
        Self(Json::one("anyOf", conditions))
    }

    pub(super) fn implies(self, then: Json) -> Json {
        Json::Object(vec![("if".to_owned(), self.0), ("then".to_owned(), then)])
    }

    pub(super) fn implies_or_else(self, then: Json, otherwise: Json) -> Json {
        let parts = [("if", self.0), ("then", then), ("else", otherwise)];
        Json::Object(parts.map(|(keyword, schema)| (keyword.to_owned(), schema)).to_vec())
    }

    pub(super) fn into_schema(self) -> Json {
        self.0
    }
}

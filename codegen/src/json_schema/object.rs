//! Objects and their rules.

use wecom_schema::model::{Field, Kind, Object, Path, Rule, RuleKind};

use super::annotations::of_type;
use super::json::{Json, Subschema};
use super::writer::Writer;

impl Writer<'_> {
    pub(super) fn object(&mut self, object: &Object) -> Subschema {
        let mut schema = Subschema::of_type("object");
        Members::of(self, &object.fields).write(&mut schema);
        for rule in &object.rules {
            self.rule(&mut schema, object, None, rule);
        }
        schema.headed(of_type(&object.about))
    }

    /// Adds a rule if the schema enforces it. A message has a `msgtype`, and its fields are in two places.
    pub(super) fn rule(&self, schema: &mut Subschema, object: &Object, msgtype: Option<&str>, rule: &Rule) {
        let Rule { kind, beyond, errcode: _, evidence: _ } = rule;
        if !self.refuses(*beyond) {
            return;
        }
        let there = |path: &Path| self.there(object, msgtype, path);
        let all = |paths: &[Path]| paths.iter().map(there).collect::<Vec<Json>>();
        schema.and(match kind {
            RuleKind::AnyOf(paths) if paths.len() == 1 => Json::one("allOf", all(paths)),
            RuleKind::AnyOf(paths) => Json::one("anyOf", all(paths)),
            RuleKind::OneOf(paths) => Json::one("oneOf", all(paths)),
            RuleKind::Given(path, then) => {
                Json::Object(vec![("if".to_owned(), there(path)), ("then".to_owned(), Json::one("allOf", all(then)))])
            }
            RuleKind::NotBoth(paths) => {
                let pairs =
                    RuleKind::pairs(paths).map(|(one, other)| Json::one("allOf", vec![there(one), there(other)]));
                let mut pairs: Vec<Json> = pairs.collect();
                match (pairs.pop(), pairs.is_empty()) {
                    (Some(only), true) => Json::one("not", only),
                    (last, _) => {
                        Json::one("not", Json::one("anyOf", pairs.into_iter().chain(last).collect::<Vec<_>>()))
                    }
                }
            }
        });
    }
}

/// The members of an object: properties in wire order, and inline unions.
#[derive(Default)]
pub(super) struct Members {
    properties: Vec<(String, Json)>,
    required: Vec<Json>,
    inline: Vec<Json>,
}

impl Members {
    pub(super) fn of<'f>(writer: &mut Writer<'_>, fields: impl IntoIterator<Item = &'f Field>) -> Self {
        let mut members = Self::default();
        for field in fields {
            match field.kind {
                Kind::Inline(id) => members.inline.push(writer.reference(id)),
                _ => members.add(&field.wire, is_needed(field), writer.field(field)),
            }
        }
        members
    }

    pub(super) fn add(&mut self, name: &str, is_needed: bool, schema: Json) {
        self.properties.push((name.to_owned(), schema));
        if is_needed {
            self.required.push(name.into());
        }
    }

    pub(super) fn write(self, schema: &mut Subschema) {
        schema.set("properties", self.properties);
        if !self.required.is_empty() {
            schema.set("required", self.required);
        }
        self.inline.into_iter().for_each(|union| schema.and(union));
    }
}

/// Whether the field must be present. One with a default may be absent.
pub(super) fn is_needed(field: &Field) -> bool {
    field.required.is_some() && field.default.is_none()
}

//! Unions: objects whose members depend on one of them.

use wecom_schema::model::{Case, Kind, Limit, Tag, TypeId, Union};

use super::annotations::{annotations, of_type};
use super::condition::Condition;
use super::json::{Json, Subschema};
use super::writer::Writer;
use crate::wording::{Language, standing};

impl Writer<'_> {
    pub(super) fn union(&mut self, union: &Union) -> Subschema {
        let Union { rust: _, module: _, about, tag, nested: _, open: _, errcode, cases, absent: _, converts_from: _ } =
            union;
        let mut schema = Subschema::of_type("object");
        if let Some(errcode) = errcode {
            schema.set("x-errcode", i64::from(*errcode));
        }
        match tag {
            Tag::Integer(member) | Tag::String(member) => self.tagged(&mut schema, member, union),
            Tag::Keyed => self.keyed(&mut schema, cases),
        }
        schema.headed(of_type(about))
    }

    fn tagged(&mut self, schema: &mut Subschema, tag: &str, union: &Union) {
        let cases = &union.cases;
        let values: Vec<Json> = cases.iter().map(|case| on_wire(&union.tag, case)).collect();
        let mut decides = Subschema::default();
        decides.set("enum", values);
        decides.set("x-cases", cases.iter().map(|case| (case.wire.clone(), text(case).into())).collect::<Vec<_>>());
        schema.set("properties", Json::one(tag, decides));
        if union.absent.is_none() {
            schema.set("required", vec![Json::from(tag)]);
        }
        for (index, case) in cases.iter().enumerate() {
            let Some(payload) = case.payload.as_ref().and_then(Kind::type_id) else { continue };
            let members = self.reference(payload);
            let then = match union.holder(case) {
                Some(holder) => self.held(holder, payload, members),
                None => members,
            };
            schema.and(chosen(union, tag, index, case).implies(then));
        }
    }

    /// A case's members in an object of their own, which may be missing if it may be empty.
    fn held(&self, holder: &str, payload: TypeId, members: Json) -> Json {
        let mut schema = Subschema::default();
        schema.set("properties", Json::one(holder, members));
        if !self.can_be_empty(payload) {
            schema.set("required", vec![Json::from(holder)]);
        }
        schema.into()
    }

    fn keyed(&mut self, schema: &mut Subschema, cases: &[Case]) {
        let mut properties = Vec::new();
        for case in cases {
            let mut value = Subschema::default();
            if let Some(payload) = &case.payload {
                let shape = self.shape(payload);
                value.absorb(shape);
            }
            let notes = standing(Language::English, &case.about);
            properties.push((case.wire.clone(), value.headed(annotations(&case.about, notes)).into()));
        }
        schema.set("properties", properties);
        let one = cases.iter().map(|case| Json::one("required", vec![Json::from(case.wire.as_str())]));
        schema.set("oneOf", one.collect::<Vec<_>>());
    }
}

/// Whether a case is the active one.
pub(super) fn chosen(union: &Union, tag: &str, index: usize, case: &Case) -> Condition {
    let value = Json::one("const", on_wire(&union.tag, case));
    if union.absent == Some(index) { Condition::if_there(tag, value) } else { Condition::member(tag, value) }
}

/// Limits the number of items of certain cases. The empty list counts as absent.
pub(super) fn counted(union: &Union, limit: &Limit) -> Json {
    let counted = union.cases.iter().enumerate().filter(|(_, case)| limit.cases.contains(&case.name));
    let each = counted.map(|(index, case)| match &union.tag {
        Tag::Integer(tag) | Tag::String(tag) => chosen(union, tag, index, case).into_schema(),
        Tag::Keyed => Json::one("required", vec![Json::from(case.wire.as_str())]),
    });
    let each: Vec<Json> = each.collect();
    let mut schema = Subschema::default();
    schema.set("contains", Json::one("anyOf", each));
    schema.set("minContains", limit.min.unwrap_or_default());
    if let Some(max) = limit.max {
        schema.set("maxContains", max);
    }
    match limit.min {
        Some(min) if min > 0.0 => Json::one("anyOf", vec![Json::one("maxItems", 0), schema.into()]),
        _ => schema.into(),
    }
}

fn on_wire(tag: &Tag, case: &Case) -> Json {
    match tag {
        Tag::Integer(_) => case.wire.parse::<i64>().map_or(Json::from(case.wire.as_str()), Json::from),
        Tag::String(_) | Tag::Keyed => case.wire.as_str().into(),
    }
}

/// The name of a case, with its documentation.
fn text(case: &Case) -> String {
    let Case { wire: _, name, variant: _, about, payload: _, ignores: _, span: _ } = case;
    match &about.doc {
        Some(doc) => format!("{name}: {}", doc.en),
        None => name.clone(),
    }
}

//! Objects whose members depend on one of them.

use wecom_schema::model::{Case, Kind, Tag, Union};

use super::condition::Condition;
use super::json::{Json, Subschema};
use super::writer::{Writer, annotations, of_type};
use crate::wording::{Language, standing};

impl Writer<'_> {
    pub(super) fn union(&mut self, union: &Union) -> Subschema {
        let Union { rust: _, module: _, about, tag, errcode, cases, absent: _, converts_from: _ } = union;
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
            let then = self.reference(payload);
            schema.and(chosen(union, tag, index, case).implies(then));
        }
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

/// That a case is the active one of the members at hand.
pub(super) fn chosen(union: &Union, tag: &str, index: usize, case: &Case) -> Condition {
    let value = Json::one("const", on_wire(&union.tag, case));
    if union.absent == Some(index) { Condition::if_there(tag, value) } else { Condition::member(tag, value) }
}

fn on_wire(tag: &Tag, case: &Case) -> Json {
    match tag {
        Tag::Integer(_) => case.wire.parse::<i64>().map_or(Json::from(case.wire.as_str()), Json::from),
        Tag::String(_) | Tag::Keyed => case.wire.as_str().into(),
    }
}

/// A case in a few words.
fn text(case: &Case) -> String {
    let Case { wire: _, name, variant: _, about, payload: _, ignores: _, span: _ } = case;
    match &about.doc {
        Some(doc) => format!("{name}: {}", doc.en),
        None => name.clone(),
    }
}

//! Schemas for the presence of the value at a path.

use wecom_schema::model::{Kind, Object, Path, Step, Tag, TypeId, Union};

use super::condition::Condition;
use super::json::{Json, Subschema};
use super::union::chosen;
use super::writer::Writer;

impl Writer<'_> {
    /// A schema that the object satisfies if the path leads to something that is not empty.
    pub(super) fn there(&self, object: &Object, msgtype: Option<&str>, path: &Path) -> Json {
        self.in_object(object, msgtype, &path.steps)
    }

    fn in_object(&self, object: &Object, msgtype: Option<&str>, steps: &[Step]) -> Json {
        let Some((Step::Field(index), rest)) = steps.split_first() else { return true.into() };
        let Some(field) = object.fields.get(*index) else { return true.into() };
        let found = match &field.kind {
            Kind::Inline(id) => match self.channel.union(*id) {
                // An inline union is always present: one of its cases applies.
                Some(union) if !rest.is_empty() => self.in_union(union, rest),
                _ => return true.into(),
            },
            kind => Condition::member(&field.wire, self.in_value(kind, rest)).into_schema(),
        };
        match msgtype.filter(|_| !object.is_option(field)) {
            Some(msgtype) => self.in_holder(msgtype, object, steps, found),
            None => found,
        }
    }

    /// Something in an object that holds the members of another. A missing holder counts as an empty one, to which a case can
    /// still apply.
    fn in_holder(&self, holder: &str, object: &Object, steps: &[Step], found: Json) -> Json {
        if self.holds_in_nothing(object, steps) {
            Condition::if_there(holder, found).into_schema()
        } else {
            Condition::member(holder, found).into_schema()
        }
    }

    fn holds_in_nothing(&self, object: &Object, steps: &[Step]) -> bool {
        let [Step::Field(field), Step::Case(case)] = steps else { return false };
        let Some(Kind::Inline(id)) = object.fields.get(*field).map(|field| &field.kind) else { return false };
        self.channel.union(*id).is_some_and(|union| union.absent == Some(*case))
    }

    fn in_value(&self, kind: &Kind, rest: &[Step]) -> Json {
        match kind {
            Kind::String | Kind::Newtype(_) | Kind::Values(_) | Kind::Joined(_) => Json::one("minLength", 1),
            Kind::List(_) => Json::one("minItems", 1),
            Kind::Integer | Kind::Number | Kind::Seconds => true.into(),
            // A switch that is off counts as absent.
            Kind::Boolean => Json::one("const", true),
            Kind::Flag => Json::one("const", 1),
            Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => {
                let mut schema = Subschema::default();
                schema.set("minProperties", 1);
                if !rest.is_empty() {
                    schema.and(self.inside(*id, rest));
                }
                schema.into()
            }
        }
    }

    fn inside(&self, id: TypeId, rest: &[Step]) -> Json {
        match (self.channel.object(id), self.channel.union(id)) {
            (Some(object), _) => self.in_object(object, None, rest),
            (_, Some(union)) => self.in_union(union, rest),
            _ => true.into(),
        }
    }

    fn in_union(&self, union: &Union, steps: &[Step]) -> Json {
        let Some((Step::Case(index), rest)) = steps.split_first() else { return true.into() };
        let Some(case) = union.cases.get(*index) else { return true.into() };
        let payload = case.payload.as_ref().and_then(Kind::type_id).filter(|_| !rest.is_empty());
        let inside = payload.map(|id| {
            let inside = self.inside(id, rest);
            let nested = union.holder(case).filter(|_| union.nested).zip(self.channel.object(id));
            nested.map_or(inside.clone(), |(holder, object)| self.in_holder(holder, object, rest, inside))
        });
        let chosen = match &union.tag {
            Tag::Keyed => return Condition::member(&case.wire, inside.unwrap_or(true.into())).into_schema(),
            Tag::Integer(tag) | Tag::String(tag) => chosen(union, tag, *index, case).into_schema(),
        };
        match inside {
            Some(inside) => Json::one("allOf", vec![chosen, inside]),
            None => chosen,
        }
    }
}

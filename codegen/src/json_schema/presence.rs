//! What it means that something at the end of a path is there.

use wecom_schema::model::{Kind, Object, Path, Place, Step, Tag, TypeId, Union};

use super::condition::Condition;
use super::json::{Json, Subschema};
use super::union::chosen;
use super::writer::Writer;

impl Writer<'_> {
    /// A schema that the object satisfies when the path leads to something that is not empty.
    pub(super) fn there(&self, object: &Object, msgtype: Option<&str>, path: &Path) -> Json {
        self.in_object(object, msgtype, &path.steps)
    }

    fn in_object(&self, object: &Object, msgtype: Option<&str>, steps: &[Step]) -> Json {
        let Some((Step::Field(index), rest)) = steps.split_first() else { return true.into() };
        let Some(field) = object.fields.get(*index) else { return true.into() };
        let found = match &field.kind {
            Kind::Inline(id) => match self.channel.union(*id) {
                // A union among the members is always there: one of its cases holds.
                Some(union) if !rest.is_empty() => self.in_union(union, rest),
                _ => return true.into(),
            },
            kind => Condition::member(&field.wire, self.in_value(kind, rest)).into_schema(),
        };
        match msgtype.filter(|_| field.place == Place::Body) {
            // An absent body is an empty one, in which a case can hold all the same.
            Some(msgtype) if self.holds_in_nothing(&field.kind, rest) => {
                Condition::if_there(msgtype, found).into_schema()
            }
            Some(msgtype) => Condition::member(msgtype, found).into_schema(),
            None => found,
        }
    }

    fn holds_in_nothing(&self, kind: &Kind, rest: &[Step]) -> bool {
        let (Kind::Inline(id), [Step::Case(case)]) = (kind, rest) else { return false };
        self.channel.union(*id).is_some_and(|union| union.absent == Some(*case))
    }

    fn in_value(&self, kind: &Kind, rest: &[Step]) -> Json {
        match kind {
            Kind::String | Kind::Newtype(_) | Kind::Values(_) | Kind::Joined(_) => Json::one("minLength", 1),
            Kind::List(_) => Json::one("minItems", 1),
            Kind::Integer | Kind::Number | Kind::Boolean | Kind::Flag | Kind::Seconds => true.into(),
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
        let inside = payload.map(|id| self.inside(id, rest));
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

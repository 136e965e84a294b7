//! Finds the values in the body of an example, as the model describes them.

use serde_json::{Map, Value};
use wecom_schema::model::{Case, Field, Kind, Object, Path, Stop, Union};

use crate::context::{Context, payload_id};

/// A value, or the members among which an inline union's stand.
pub(super) enum Found<'v> {
    Value(&'v Value),
    Members(&'v Map<String, Value>),
}

impl<'v> From<&'v Value> for Found<'v> {
    fn from(value: &'v Value) -> Self {
        Self::Value(value)
    }
}

/// The case that the members choose.
pub(super) fn active<'u>(union: &'u Union, members: &Map<String, Value>) -> Option<(usize, &'u Case)> {
    let mut cases = union.cases.iter().enumerate();
    let Some(tag) = union.tag.member() else {
        return cases.find(|(_, case)| members.contains_key(&case.wire));
    };
    match members.get(tag) {
        Some(tag) => {
            let tag = tag.as_str().map_or_else(|| tag.to_string(), str::to_owned);
            cases.find(|(_, case)| case.wire == tag)
        }
        None => union.absent.and_then(|absent| cases.nth(absent)),
    }
}

/// The members of a case of a union, if it has any.
pub(super) fn inside<'v>(
    union: &Union,
    case: &Case,
    members: &'v Map<String, Value>,
) -> Option<&'v Map<String, Value>> {
    match union.holder(case) {
        Some(holder) => members.get(holder)?.as_object(),
        None => Some(members),
    }
}

/// Whether the field is present. Empty strings and lists are absent, and so is a union with the case `when_absent`.
pub(super) fn is_there(context: Context<'_>, field: &Field, members: &Map<String, Value>) -> bool {
    if let Kind::Inline(id) = field.kind {
        return context.union(id).is_some_and(|union| {
            active(union, members).is_some_and(|(index, case)| {
                let payload = payload_id(case).and_then(|id| context.object(id));
                let inside = payload.zip(inside(union, case, members));
                Some(index) != union.absent
                    || inside.is_some_and(|(payload, members)| count(context, payload, members) > 0)
            })
        });
    }
    match members.get(&field.wire) {
        None => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        Some(_) => true,
    }
}

/// How many fields stand among the members.
pub(super) fn count(context: Context<'_>, object: &Object, members: &Map<String, Value>) -> usize {
    object.fields.iter().filter(|field| is_there(context, field, members)).count()
}

/// The kind and the value at the end of a path, if the value is present.
pub(super) fn at<'v, 'c>(
    context: Context<'c>,
    object: &'c Object,
    members: &'v Map<String, Value>,
    path: &Path,
) -> Option<(&'c Kind, Found<'v>)> {
    let mut end = None;
    let mut members = Some(members);
    for stop in path.walk(&context.channel.types, object) {
        let here = members?;
        let found = match stop {
            Stop::Field(Field { kind: Kind::Inline(id), .. }) => {
                active(context.union(*id)?, here)?;
                Found::Members(here)
            }
            Stop::Field(field) => Found::Value(here.get(&field.wire)?),
            Stop::Case(union, case) => {
                active(union, here).filter(|(_, active)| std::ptr::eq(*active, case))?;
                match union.holder(case) {
                    Some(holder) => Found::Value(here.get(holder)?),
                    None => Found::Members(here),
                }
            }
        };
        members = match found {
            Found::Value(value) => value.as_object(),
            Found::Members(members) => Some(members),
        };
        end = Some((stop.kind()?, found));
    }
    end
}

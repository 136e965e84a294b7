//! What stands in the body of an example, found the way the model describes it.

use serde_json::{Map, Value};
use wecom_schema::model::{Case, Field, Kind, Object, Step, Union};

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

/// The members that a case of a union brings, where it has any.
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

/// Whether the field stands there: an empty string or list is absent, and so is a union that is what absence means.
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

/// The kind and the value at the end of a path, where the value is there.
pub(super) fn at<'v>(
    context: Context<'_>,
    object: &Object,
    members: &'v Map<String, Value>,
    steps: &[Step],
) -> Option<(Kind, Found<'v>)> {
    let (Step::Field(index), rest) = steps.split_first()? else { return None };
    let field = object.fields.get(*index)?;
    if let Kind::Inline(id) = field.kind {
        let union = context.union(id)?;
        if rest.is_empty() {
            active(union, members)?;
            return Some((field.kind.clone(), Found::Members(members)));
        }
        return at_case(context, union, members, rest);
    }
    let value = members.get(&field.wire)?;
    match (&field.kind, rest) {
        (kind, []) => Some((kind.clone(), Found::Value(value))),
        (Kind::Object(id), rest) => at(context, context.object(*id)?, value.as_object()?, rest),
        (Kind::Union(id), rest) => at_case(context, context.union(*id)?, value.as_object()?, rest),
        _ => None,
    }
}

fn at_case<'v>(
    context: Context<'_>,
    union: &Union,
    members: &'v Map<String, Value>,
    steps: &[Step],
) -> Option<(Kind, Found<'v>)> {
    let (Step::Case(index), rest) = steps.split_first()? else { return None };
    let (_, case) = active(union, members).filter(|(active, _)| active == index)?;
    let payload = case.payload.as_ref()?;
    if rest.is_empty() {
        let found = match union.holder(case) {
            Some(holder) => Found::Value(members.get(holder)?),
            None => Found::Members(members),
        };
        return Some((payload.clone(), found));
    }
    let members = inside(union, case, members)?;
    match payload {
        Kind::Union(id) => at_case(context, context.union(*id)?, members, rest),
        _ => at(context, context.object(payload_id(case)?)?, members, rest),
    }
}

//! The described places of a body: the fields and unions that its members are.

use serde_json::Value;
use wecom_schema::model::{Case, Channel, Field, Kind, Object, Role, TypeId, Union};

use crate::bodies::Body;

/// A described place of a body, by its JSON pointer.
pub enum Spot<'c> {
    /// A field that is present.
    Field {
        /// The field's object.
        object: &'c Object,
        /// The field.
        field: &'c Field,
        /// The field's index in its object.
        index: usize,
        /// Where its value is.
        pointer: String,
    },
    /// An object that is a union or has an inline one.
    Union {
        /// The union.
        union: &'c Union,
        /// Where the object is.
        pointer: String,
    },
}

/// The described places of a body.
pub fn spots<'c>(body: &Body<'c>) -> Vec<Spot<'c>> {
    let mut found = Vec::new();
    let sender = body.msgtype.map(|_| body.channel.sender);
    for object in [Some(body.object), body.recipients, sender].into_iter().flatten() {
        in_object(body.channel, object, &body.json, "", body.msgtype, &mut found);
    }
    found
}

/// The case of a union that these members choose.
pub fn active_case<'c>(union: &'c Union, members: &Value) -> Option<&'c Case> {
    let Some(tag) = union.tag.member() else {
        return union.cases.iter().find(|case| members.get(&case.wire).is_some());
    };
    match members.get(tag) {
        Some(value) => {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            union.cases.iter().find(|case| case.wire == value)
        }
        None => union.absent.map(|absent| &union.cases[absent]),
    }
}

/// The path of a place as violations write it: `template_card.jump_list[0].url`.
pub fn path(pointer: &str) -> String {
    pointer.trim_start_matches('/').split('/').fold(String::new(), |path, part| {
        if part.parse::<usize>().is_ok() {
            format!("{path}[{part}]")
        } else if path.is_empty() {
            part.to_owned()
        } else {
            format!("{path}.{part}")
        }
    })
}

fn in_object<'c>(
    channel: &'c Channel,
    id: TypeId,
    json: &Value,
    pointer: &str,
    msgtype: Option<&str>,
    found: &mut Vec<Spot<'c>>,
) {
    let object = channel.object(id).unwrap();
    for (index, field) in object.fields.iter().enumerate() {
        let beside = pointer.to_owned();
        let pointer = match msgtype {
            Some(msgtype) if object.role == Role::Message && !object.is_option(field) => format!("/{msgtype}"),
            _ => beside,
        };
        if let Kind::Inline(union) = field.kind {
            in_union(channel, union, json, &pointer, found);
            continue;
        }
        let pointer = format!("{pointer}/{}", field.wire);
        let Some(value) = json.pointer(&pointer) else { continue };
        found.push(Spot::Field { object, field, index, pointer: pointer.clone() });
        match &field.kind {
            Kind::Object(id) => in_object(channel, *id, json, &pointer, None, found),
            Kind::Union(id) => in_union(channel, *id, json, &pointer, found),
            Kind::List(item) => {
                for index in 0..value.as_array().map_or(0, Vec::len) {
                    let pointer = format!("{pointer}/{index}");
                    match **item {
                        Kind::Object(id) => in_object(channel, id, json, &pointer, None, found),
                        Kind::Union(id) => in_union(channel, id, json, &pointer, found),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

fn in_union<'c>(channel: &'c Channel, id: TypeId, json: &Value, pointer: &str, found: &mut Vec<Spot<'c>>) {
    let union = channel.union(id).unwrap();
    found.push(Spot::Union { union, pointer: pointer.to_owned() });
    let Some(case) = active_case(union, json.pointer(pointer).unwrap()) else { return };
    let below = union.holder(case).map_or_else(|| pointer.to_owned(), |holder| format!("{pointer}/{holder}"));
    match &case.payload {
        Some(Kind::Object(id)) => in_object(channel, *id, json, &below, None, found),
        Some(Kind::Union(id)) => in_union(channel, *id, json, &below, found),
        _ => {}
    }
}

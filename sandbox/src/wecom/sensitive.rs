//! Hides the values of members that the descriptions call sensitive.

use serde_json::Value;
use wecom_schema::model::{Channel, Field, Type};

/// Members of answers that allow something.
const IN_ANSWERS: [&str; 2] = ["access_token", "response_code"];

/// The body, with every sensitive member of these channels replaced by `***`.
pub(super) fn hidden(mut body: Value, channels: &[Channel]) -> Value {
    for name in channels.iter().flat_map(sensitive_members).chain(IN_ANSWERS) {
        hide(&mut body, name);
    }
    body
}

fn sensitive_members(channel: &Channel) -> impl Iterator<Item = &str> {
    let objects = channel.types.iter().filter_map(|ty| match ty {
        Type::Object(object) => Some(object),
        _ => None,
    });
    let sensitive = |field: &&Field| {
        let newtype = field.kind.type_id().map(|id| channel.ty(id));
        field.sensitive || matches!(newtype, Some(Type::Newtype(newtype)) if newtype.sensitive)
    };
    objects.flat_map(|object| &object.fields).filter(sensitive).map(|field| field.wire.as_str())
}

fn hide(value: &mut Value, name: &str) {
    match value {
        Value::Object(members) => {
            for (found, value) in members {
                if found == name && value.is_string() {
                    *value = Value::from("***");
                } else {
                    hide(value, name);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, name)),
        _ => {}
    }
}

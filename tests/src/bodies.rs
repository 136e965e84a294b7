//! Whole bodies, made from the examples of the descriptions.

use std::path::Path;

use serde_json::{Map, Value, json};
use wecom_schema::judge::{Verdict, judge_object};
use wecom_schema::model::{Channel, TypeId};
use wecom_schema::{Schema, Sources};

/// The built-in descriptions.
///
/// # Panics
///
/// When they have mistakes.
pub fn schema() -> Schema {
    schema_in(wecom_schema::DIR.as_ref())
}

/// The descriptions of the generator's tests, which use every feature of the language.
///
/// # Panics
///
/// When they have mistakes.
pub fn fixture() -> Schema {
    schema_in(&Path::new(wecom_schema::DIR).join("../codegen/tests/fixture"))
}

fn schema_in(dir: &Path) -> Schema {
    let sources = Sources::from_dir(dir).unwrap();
    Schema::load(&sources).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

/// A whole body of an operation.
pub struct Body<'s> {
    /// The channel.
    pub channel: &'s Channel,
    /// The operation's name: `app.send`.
    pub operation: String,
    /// What is sent or called: `app.text`.
    pub subject: String,
    /// The example's name.
    pub example: String,
    /// The message's or request's object.
    pub object: TypeId,
    /// The recipients' object, for a message.
    pub recipients: Option<TypeId>,
    /// The msgtype, for a message.
    pub msgtype: Option<&'s str>,
    /// The body.
    pub json: Value,
}

impl Body<'_> {
    /// What the descriptions say to another body for the same operation.
    pub fn judge(&self, body: &Value) -> Verdict {
        match self.msgtype {
            Some(_) => self.channel.judge_send(body),
            None => judge_object(self.channel, self.object, body),
        }
    }
}

/// A body for each example of each message type and operation, with what a client adds.
///
/// # Panics
///
/// When a request has no object.
pub fn bodies(schema: &Schema) -> Vec<Body<'_>> {
    let mut bodies = Vec::new();
    for channel in &schema.channels {
        for message in &channel.messages {
            for example in &message.examples {
                let envelope =
                    json!({ "touser": "lisi|zhangsan", "toparty": "2", "totag": "7|8", "agentid": 1_000_002 });
                bodies.push(Body {
                    channel,
                    operation: format!("{}.send", channel.name),
                    subject: format!("{}.{}", channel.name, message.msgtype),
                    example: example.name.clone(),
                    object: message.object,
                    recipients: Some(channel.recipients),
                    msgtype: Some(&message.msgtype),
                    json: merged(&example.body, &envelope),
                });
            }
        }
        for operation in &channel.operations {
            let fields = &channel.object(operation.object).unwrap().fields;
            let supplied = fields.iter().filter(|field| field.supplied);
            let supplied: Map<String, Value> = supplied.map(|field| (field.wire.clone(), json!(1_000_002))).collect();
            for example in &operation.examples {
                bodies.push(Body {
                    channel,
                    operation: format!("{}.{}", channel.name, operation.name),
                    subject: format!("{}.{}", channel.name, operation.name),
                    example: example.name.clone(),
                    object: operation.object,
                    recipients: None,
                    msgtype: None,
                    json: merged(&example.body, &Value::Object(supplied.clone())),
                });
            }
        }
    }
    bodies
}

fn merged(body: &Value, more: &Value) -> Value {
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    Value::Object(members(body).into_iter().chain(members(more)).collect())
}

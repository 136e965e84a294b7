//! Whole bodies, made from the examples of the descriptions.

use std::path::Path;

use serde_json::{Map, Value, json};
use wecom_schema::judge::{Verdict, judge_object};
use wecom_schema::model::{Channel, Example, Field, Kind, Message, TypeId};
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
pub fn bodies<'s>(schema: &'s Schema) -> Vec<Body<'s>> {
    let mut bodies = Vec::new();
    for channel in &schema.channels {
        let sender = supplied(&channel.object(channel.sender).unwrap().fields.iter().collect::<Vec<_>>());
        let message_body = |message: &'s Message, example: &Example, name: String, recipients: &Value| Body {
            channel,
            operation: format!("{}.send", channel.name),
            subject: format!("{}.{}", channel.name, message.msgtype),
            example: name,
            object: message.object,
            recipients: Some(channel.recipients),
            msgtype: Some(message.msgtype.as_str()),
            json: merged(&merged(&example.body, recipients), &sender),
        };
        let mut recipients_used = 0;
        for message in &channel.messages {
            for (index, example) in message.examples.iter().enumerate() {
                bodies.push(message_body(message, example, example.name.clone(), &recipients(channel, index)));
            }
            recipients_used = recipients_used.max(message.examples.len());
        }
        let first = channel.messages.first().and_then(|message| Some((message, message.examples.first()?)));
        for (to, (message, example)) in
            channel.recipient_examples.iter().skip(recipients_used).zip(first.into_iter().cycle())
        {
            bodies.push(message_body(message, example, format!("to {}", to.name), &to.body));
        }
        for operation in &channel.operations {
            let fields = &channel.object(operation.object).unwrap().fields;
            let supplied = supplied(&fields.iter().filter(|field| field.supplied.is_some()).collect::<Vec<_>>());
            for example in &operation.examples {
                bodies.push(Body {
                    channel,
                    operation: format!("{}.{}", channel.name, operation.name),
                    subject: format!("{}.{}", channel.name, operation.name),
                    example: example.name.clone(),
                    object: operation.object,
                    recipients: None,
                    msgtype: None,
                    json: merged(&example.body, &supplied),
                });
            }
        }
    }
    bodies
}

/// One example of the channel's recipients after the other; where a handle alone says them, what it would say.
fn recipients(channel: &Channel, index: usize) -> Value {
    let fields: Vec<&Field> = channel.object(channel.recipients).unwrap().fields.iter().collect();
    match channel.recipient_examples.as_slice() {
        [] => supplied(&fields),
        examples => examples[index % examples.len()].body.clone(),
    }
}

/// What a client or a handle fills in.
fn supplied(fields: &[&Field]) -> Value {
    let value = |field: &Field| match field.kind {
        Kind::Integer => json!(1_000_002),
        _ => json!("id0123456789"),
    };
    fields.iter().map(|field| (field.wire.clone(), value(field))).collect::<Map<_, _>>().into()
}

fn merged(body: &Value, more: &Value) -> Value {
    let members = |value: &Value| value.as_object().cloned().unwrap_or_default();
    Value::Object(members(body).into_iter().chain(members(more)).collect())
}

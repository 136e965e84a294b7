//! Whole bodies, made from the examples of the descriptions.

use std::path::Path;

use serde_json::{Map, Value, json};
use wecom_schema::judge::{Verdict, judge_object};
use wecom_schema::model::{Channel, Example, Field, Kind, Message, Operation, PassiveReply, TypeId};
use wecom_schema::{Schema, Sources};

/// The application that sends.
pub const AGENT_ID: i64 = 1_000_002;

/// Every other id that a client or a handle fills in.
pub const ID: &str = "id0123456789";

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
    /// The endpoint below the base URL.
    pub path: &'s str,
    /// The message type or operation: `app.text`.
    pub subject: String,
    /// What it shows of the message type or operation.
    pub name: String,
    /// The example of the message or request.
    pub example: &'s Example,
    /// The example of the recipients, for a message of a channel that has such examples.
    pub to: Option<&'s Example>,
    /// The message's or request's object.
    pub object: TypeId,
    /// The recipients' object, for a message.
    pub recipients: Option<TypeId>,
    /// The msgtype, for a message.
    pub msgtype: Option<&'s str>,
    /// The body.
    pub json: Value,
}

impl<'s> Body<'s> {
    fn of_message(channel: &'s Channel, message: &'s Message, example: &'s Example, to: Option<&'s Example>) -> Self {
        let fields = |object| channel.object(object).unwrap().fields.iter();
        let recipients = to.map_or_else(|| supplied(fields(channel.recipients)), |to| to.body.clone());
        Self {
            channel,
            operation: format!("{}.send", channel.name),
            path: channel.path.as_deref().unwrap(),
            subject: format!("{}.{}", channel.name, message.msgtype),
            name: example.name.clone(),
            example,
            to,
            object: message.object,
            recipients: Some(channel.recipients),
            msgtype: Some(&message.msgtype),
            json: merged([&supplied(fields(channel.sender)), &recipients, &example.body]),
        }
    }

    fn of_operation(channel: &'s Channel, operation: &'s Operation, example: &'s Example) -> Self {
        let fields = channel.object(operation.object).unwrap().fields.iter();
        let name = format!("{}.{}", channel.name, operation.name);
        Self {
            channel,
            operation: name.clone(),
            path: &operation.path,
            subject: name,
            name: example.name.clone(),
            example,
            to: None,
            object: operation.object,
            recipients: None,
            msgtype: None,
            json: merged([&supplied(fields.filter(|field| field.supplied.is_some())), &example.body]),
        }
    }

    fn of_passive_reply(channel: &'s Channel, reply: &'s PassiveReply, example: &'s Example) -> Self {
        let name = format!("{}.{}", channel.name, reply.name);
        Self {
            channel,
            operation: name.clone(),
            path: "",
            subject: name,
            name: example.name.clone(),
            example,
            to: None,
            object: reply.object,
            recipients: None,
            msgtype: None,
            json: example.body.clone(),
        }
    }

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
    schema.channels.iter().flat_map(|channel| messages(channel).into_iter().chain(operations(channel))).collect()
}

/// The members of each example of each passive reply, which no operation sends.
pub fn passive_replies(schema: &Schema) -> Vec<Body<'_>> {
    let replies =
        schema.channels.iter().flat_map(|channel| channel.passive_replies.iter().map(move |it| (channel, it)));
    replies
        .flat_map(|(channel, reply)| {
            reply.examples.iter().map(move |example| Body::of_passive_reply(channel, reply, example))
        })
        .collect()
}

/// Each example goes to one example of the recipients after the other; what is left of those gets a message, too.
fn messages(channel: &Channel) -> Vec<Body<'_>> {
    let to = &channel.recipient_examples;
    let mut bodies: Vec<Body<'_>> = Vec::new();
    for message in &channel.messages {
        let examples = message.examples.iter().enumerate();
        bodies.extend(
            examples.map(|(index, example)| Body::of_message(channel, message, example, to.iter().cycle().nth(index))),
        );
    }
    let used = channel.messages.iter().map(|message| message.examples.len()).max().unwrap_or_default();
    if let Some(message) = channel.messages.first()
        && let Some(example) = message.examples.first()
    {
        bodies.extend(to.iter().skip(used).map(|to| {
            let name = format!("{}, to {}", example.name, to.name);
            Body { name, ..Body::of_message(channel, message, example, Some(to)) }
        }));
    }
    bodies
}

fn operations(channel: &Channel) -> impl Iterator<Item = Body<'_>> {
    channel.operations.iter().flat_map(move |operation| {
        operation.examples.iter().map(move |example| Body::of_operation(channel, operation, example))
    })
}

/// What a client or a handle fills in.
fn supplied<'f>(fields: impl Iterator<Item = &'f Field>) -> Value {
    let value = |field: &Field| match field.kind {
        Kind::Integer => json!(AGENT_ID),
        _ => json!(ID),
    };
    fields.map(|field| (field.wire.clone(), value(field))).collect::<Map<_, _>>().into()
}

/// The members of several objects; the later one's where two have the same.
fn merged<const N: usize>(objects: [&Value; N]) -> Value {
    objects
        .into_iter()
        .filter_map(Value::as_object)
        .flatten()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

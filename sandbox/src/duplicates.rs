//! The duplicate check: an identical request within the interval is answered and not delivered.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;
use wecom_schema::model::{Channel, Message};

use crate::answer::Reply;

/// Requests that asked for the check and were delivered.
#[derive(Debug, Default)]
pub(crate) struct Duplicates(HashMap<Asked, Sent>);

/// What makes two requests identical.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Asked {
    channel: String,
    application: usize,
    body: String,
}

impl Asked {
    pub(crate) fn new(channel: &Channel, application: usize, body: &Value) -> Self {
        Self { channel: channel.name.clone(), application, body: body.to_string() }
    }
}

#[derive(Debug)]
struct Sent {
    forgotten: Duration,
    reply: Reply,
}

impl Duplicates {
    /// The answer to the identical request before this one.
    pub(crate) fn find(&self, asked: &Asked, now: Duration) -> Option<Reply> {
        let sent = self.0.get(asked)?;
        (now < sent.forgotten).then(|| sent.reply.clone())
    }

    pub(crate) fn remember(&mut self, asked: Asked, interval: Duration, now: Duration, reply: Reply) {
        self.0.retain(|_, sent| now < sent.forgotten);
        self.0.insert(asked, Sent { forgotten: now + interval, reply });
    }
}

/// How long the identical request is a duplicate; `None` where the message has no such check or does not ask for it.
pub(crate) fn interval(channel: &Channel, message: &Message, body: &Value) -> Option<Duration> {
    let check = channel.duplicate_check.as_ref()?;
    let fields = &channel.object(message.object)?.fields;
    let value = |name: &str| {
        let field = fields.iter().find(|field| field.wire == name)?;
        body.get(name).or(field.default.as_ref()).and_then(Value::as_u64)
    };
    if value(&check.switch)? == 0 {
        return None;
    }
    value(&check.interval).map(Duration::from_secs)
}

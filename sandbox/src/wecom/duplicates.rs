//! The duplicate check: a repeated request within the interval is answered but not delivered.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;
use wecom_schema::model::{Channel, Message};

use crate::reply::Reply;

/// Delivered requests that asked for the check.
#[derive(Debug, Default)]
pub(super) struct Duplicates(HashMap<Asked, Sent>);

/// Two requests are identical if these agree.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    channel: String,
    application: usize,
    body: String,
}

impl Asked {
    pub(super) fn new(channel: &Channel, application: usize, body: &Value) -> Self {
        Self { channel: channel.name.clone(), application, body: body.to_string() }
    }
}

#[derive(Debug)]
struct Sent {
    forgotten: Duration,
    reply: Reply,
}

impl Duplicates {
    /// The answer to an identical earlier request.
    pub(super) fn find(&self, asked: &Asked, now: Duration) -> Option<Reply> {
        let sent = self.0.get(asked)?;
        (now < sent.forgotten).then(|| sent.reply.clone())
    }

    pub(super) fn remember(&mut self, asked: Asked, interval: Duration, now: Duration, reply: Reply) {
        self.0.retain(|_, sent| now < sent.forgotten);
        self.0.insert(asked, Sent { forgotten: now + interval, reply });
    }
}

/// For how long a repetition is a duplicate; `None` if the message has no such check or does not ask for it.
pub(super) fn interval(channel: &Channel, message: &Message, body: &Value) -> Option<Duration> {
    let check = channel.duplicate_check.as_ref()?;
    let options = channel.object(message.object)?.options();
    let value = |name: &str| {
        let field = options.iter().find(|field| field.wire == name)?;
        body.get(name).or(field.default.as_ref()).and_then(Value::as_u64)
    };
    if value(&check.switch)? == 0 {
        return None;
    }
    value(&check.interval).map(Duration::from_secs)
}

//! The duplicate check: an identical request within the interval is answered and not delivered.

use std::collections::HashMap;
use std::time::Duration;

use serde_json::Value;

use crate::answer::Reply;

/// Requests that asked for the check and were delivered, by application and content.
#[derive(Debug, Default)]
pub(crate) struct Duplicates(HashMap<(usize, String), Sent>);

#[derive(Debug)]
struct Sent {
    forgotten: Duration,
    reply: Reply,
}

impl Duplicates {
    /// The answer to the identical request before this one.
    pub(crate) fn find(&self, application: usize, body: &Value, now: Duration) -> Option<Reply> {
        let sent = self.0.get(&(application, body.to_string()))?;
        (now < sent.forgotten).then(|| sent.reply.clone())
    }

    pub(crate) fn remember(
        &mut self,
        application: usize,
        body: &Value,
        interval: Duration,
        now: Duration,
        reply: Reply,
    ) {
        self.0.retain(|_, sent| now < sent.forgotten);
        self.0.insert((application, body.to_string()), Sent { forgotten: now + interval, reply });
    }
}

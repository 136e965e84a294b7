//! A message or an event of a smart bot.

use std::sync::Arc;
use std::time::UNIX_EPOCH;

use serde_json::{Map, Value};

use super::queue::Queued;
use super::respond::Responder;
use super::respond::origin::Origin;
use super::shared::Shared;
use crate::api::aibot::{Event, Head};
use crate::callback::DedupeKey;
use crate::message::read::read_received_or_other;
use crate::message::read::unknown::Unknown;

/// A message or an event that came over the long connection: what happened, and how to answer it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Received {
    /// The members that all callbacks have. Where WeCom does not say when it happened, it is when it arrived.
    pub head: Head,
    /// What happened.
    pub event: Event,
    /// Members that are not described, by their paths.
    pub unknown: Unknown,
    /// Answers it.
    pub responder: Responder,
}

impl Received {
    pub(super) fn read(shared: &Arc<Shared>, queued: Queued) -> Self {
        let Queued { callback, at, at_wall } = queued;
        let since_1970 = at_wall.duration_since(UNIX_EPOCH).unwrap_or_default();
        let (head, event, unknown) = read(callback.body, since_1970.as_secs());
        let origin = Origin { shared: Arc::clone(shared), req_id: callback.req_id.into(), chat: chat(&head), at };
        let responder = Responder::of(&head, &event, origin);
        Self { head, event, unknown, responder }
    }

    /// Identifies this callback; the same for all its deliveries.
    pub fn dedupe_key(&self) -> DedupeKey {
        dedupe_key(&self.head)
    }
}

/// Reads a body, over the long connection or in callback mode. One that arrived at `now` happened then, if it does not say.
pub(super) fn read(mut body: Map<String, Value>, now: u64) -> (Head, Event, Unknown) {
    body.entry("create_time").or_insert_with(|| now.into());
    let again = body.clone();
    read_received_or_other(body, || again.clone(), Event::Other).unwrap_or_else(|_| {
        // Its head does not fit, so nothing in it can be trusted to be of its kind.
        (Head::default(), Event::Other(Unknown(again.clone())), Unknown::default())
    })
}

pub(super) fn dedupe_key(head: &Head) -> DedupeKey {
    DedupeKey::new(["aibot", &head.aibot_id, &head.msg_id])
}

/// The chat that an answer goes to: the group, or the member.
fn chat(head: &Head) -> String {
    let member = || head.from.as_ref().map(|from| from.userid.clone()).unwrap_or_default();
    if head.chat_id.is_empty() { member() } else { head.chat_id.clone() }
}

//! A message or an event in callback mode.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::{Map, Value};

use super::answers::PassiveAnswer;
use crate::aibot::received::{dedupe_key, read};
use crate::api::aibot::{Event, Head};
use crate::callback::{DedupeKey, Responder};
use crate::message::read::unknown::Unknown;

/// A message or an event that came to the callback URL: what happened, and how to answer it.
#[derive(Debug)]
#[non_exhaustive]
pub struct ReceivedCallback {
    /// The members that all callbacks have. Where WeCom does not say when it happened, it is when it arrived.
    pub head: Head,
    /// What happened.
    pub event: Event,
    /// Members that are not described, by their paths.
    pub unknown: Unknown,
    /// Answers it.
    pub answer: PassiveAnswer,
}

impl ReceivedCallback {
    pub(super) fn read(body: Map<String, Value>, responder: Responder) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let (head, event, unknown) = read(body, now.as_secs());
        let answer = PassiveAnswer::of(&head, &event, responder);
        Self { head, event, unknown, answer }
    }

    /// Identifies this callback; the same for all its deliveries.
    pub fn dedupe_key(&self) -> DedupeKey {
        dedupe_key(&self.head)
    }
}

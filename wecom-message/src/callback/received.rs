//! A callback that was verified, decrypted and read.

use std::fmt;

use serde_json::{Map, Value};

use super::dedupe_key::DedupeKey;
use super::error::{Error, ErrorKind};
use super::head::Head;
use super::opened::{Opened, Plaintext};
use super::responder::Responder;
use super::xml;
use crate::message::read::read_object;

/// A callback.
#[non_exhaustive]
pub struct Received {
    /// What all callbacks have in common.
    pub head: Head,
    /// Everything in it, by the names on the wire: texts as strings, repeated elements as lists.
    pub members: Map<String, Value>,
    /// Answers it.
    pub responder: Responder,
    receive_id: String,
    text: Plaintext,
}

impl Received {
    pub(super) fn read(opened: Opened) -> Result<Self, Error> {
        let Opened { text, receive_id, responder } = opened;
        let malformed = |what| Error::about(ErrorKind::MalformedMessage, what);
        let members = members(text.as_str()).map_err(malformed)?;
        let head: Head =
            read_object(members.clone()).map_err(|_| malformed("its head has elements of another kind"))?;
        let responder = responder.to(&head);
        Ok(Self { head, members, responder, receive_id, text })
    }

    /// The decrypted text as it came.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Names this callback, also when it is delivered again.
    pub fn dedupe_key(&self) -> DedupeKey {
        let Head { msg_id, agent_id, .. } = &self.head;
        if msg_id.is_empty() {
            return DedupeKey::new(["event", &self.receive_id, self.text()]);
        }
        let agent_id = agent_id.map(|id| id.to_string()).unwrap_or_default();
        DedupeKey::new(["message", &self.receive_id, &format!("{agent_id} {msg_id}")])
    }
}

fn members(text: &str) -> Result<Map<String, Value>, &'static str> {
    /// Each takes half a kilobyte, however short it is.
    const MAX_OBJECTS: usize = 10_000;
    let text = text.trim();
    match text.as_bytes().first() {
        Some(b'<') => xml::members(text),
        Some(b'{') if text.matches('{').count() > MAX_OBJECTS => Err("it has too many objects"),
        Some(b'{') => serde_json::from_str(text).map_err(|_| "it is not well-formed JSON"),
        Some(_) => Err("it is neither XML nor JSON"),
        None => Err("it is empty"),
    }
}

/// Without what the callback says: that can hold codes that allow something.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("head", &self.head)
            .field("members", &self.members.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

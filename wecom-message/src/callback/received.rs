//! A callback that was verified, decrypted and read.

use std::fmt;

use serde_json::{Map, Value};

use super::dedupe_key::DedupeKey;
use super::error::{Error, ErrorKind};
use super::opened::{Opened, Plaintext};
use super::responder::Responder;
use super::xml;
use crate::api::callback::{Event, Head};
use crate::message::read::read_received_or_other;
use crate::message::read::unknown::Unknown;

/// A callback that was verified, decrypted and read: what happened, and how to answer it.
///
/// Destructure it: an event has codes that can be used once, so handling consumes it, and the responder remains.
///
/// ```
/// use wecom_message::callback::{Answer, Event, Received};
///
/// fn handle(received: Received) -> Answer {
///     let Received { event, responder, .. } = received;
///     match event {
///         Event::TextMessage(message) => println!("{}", message.content),
///         Event::EnterAgent(_) => {}
///         _ => {}
///     }
///     responder.acknowledge()
/// }
/// ```
#[non_exhaustive]
pub struct Received {
    /// The members that all callbacks have.
    pub head: Head,
    /// What happened.
    pub event: Event,
    /// Elements of the event that are not described, by their paths. WeCom adds some without notice.
    pub unknown: Unknown,
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
        let again = || self::members(text.as_str()).unwrap_or_default();
        let (head, event, unknown) = read_received_or_other(members, again, Event::Other)
            .map_err(|_| malformed("its head has elements of another kind"))?;
        let responder = responder.to(&head);
        Ok(Self { head, event, unknown, responder, receive_id, text })
    }

    /// The decrypted text as it came.
    pub fn text(&self) -> &str {
        self.text.as_str()
    }

    /// Identifies this callback; the same for all its deliveries.
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
    let mut members = match text.as_bytes().first() {
        Some(b'<') => xml::members(text),
        Some(b'{') if text.matches('{').count() > MAX_OBJECTS => Err("it has too many objects"),
        Some(b'{') => serde_json::from_str(text).map_err(|_| "it is not well-formed JSON"),
        Some(_) => Err("it is neither XML nor JSON"),
        None => Err("it is empty"),
    }?;
    // Retired callbacks, and callbacks in JSON, spell it in the second way.
    if let Some(agent_id) = members.remove("AgentId") {
        members.entry("AgentID").or_insert(agent_id);
    }
    Ok(members)
}

/// Without the text, which can hold secret codes.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("head", &self.head)
            .field("event", &self.event)
            .field("unknown", &self.unknown)
            .finish_non_exhaustive()
    }
}

//! Messages of types that are not described.

use serde::ser::SerializeMap;
use serde_json::{Map, Value};

use super::check::report::{Check, Report};
use super::fields::Fields;
use super::{Channel, Message};

/// A message of a type that is not described yet. It is not checked.
///
/// ```
/// use serde_json::json;
/// use wecom_message::Raw;
///
/// let message = Raw::new("hologram", json!({ "media_id": "MEDIA_ID" })).with("safe", 1);
/// ```
///
/// `Client::send` sends it as `{"msgtype":"hologram","hologram":{"media_id":"MEDIA_ID"},"safe":1}`, with recipients and agent
/// id beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    msgtype: String,
    body: Value,
    beside: Map<String, Value>,
}

impl Raw {
    /// A message of this type. `body` is the member with the name of the type.
    pub fn new(msgtype: impl Into<String>, body: Value) -> Self {
        Self { msgtype: msgtype.into(), body, beside: Map::new() }
    }

    /// Adds a member beside the body.
    #[must_use]
    pub fn with(mut self, member: impl Into<String>, value: impl Into<Value>) -> Self {
        self.beside.insert(member.into(), value.into());
        self
    }
}

impl Fields for Raw {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("msgtype", &self.msgtype)?;
        map.serialize_entry(&self.msgtype, &self.body)?;
        self.beside.iter().try_for_each(|(member, value)| map.serialize_entry(member, value))
    }
}

impl Check for Raw {
    fn check(&self, _: &mut Report) {}
}

impl<C: Channel> Message<C> for Raw {
    fn msgtype(&self) -> &str {
        &self.msgtype
    }
}

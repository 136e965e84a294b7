//! Messages of types that are not described.

use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::message::check::report::{Check, Report};
use crate::message::fields::Fields;
use crate::message::{Channel, Message};

/// A message of a type that is not described yet. It is not checked.
///
/// ```
/// use serde_json::json;
/// use wecom_message::Raw;
///
/// let message = Raw::new("hologram", json!({ "media_id": "MEDIA_ID" }))?.with("safe", 1);
/// # Ok::<(), wecom_message::Error>(())
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
    /// A message of this type. `body` is the member with the name of the type: any type of your own that is `Serialize`, or
    /// JSON as it is.
    ///
    /// # Errors
    ///
    /// [`is_invalid`](Error::is_invalid) if the body has no JSON, such as a map whose keys are not strings.
    pub fn new(msgtype: impl Into<String>, body: impl Serialize) -> Result<Self, Error> {
        let body = serde_json::to_value(body).map_err(|error| Error::unwritable(&error))?;
        Ok(Self { msgtype: msgtype.into(), body, beside: Map::new() })
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Serialize, Serializer};
    use serde_json::json;

    use super::*;
    use crate::message::fields::Object;

    /// As `#[derive(Serialize)]` writes it.
    struct Hologram {
        media_id: String,
    }

    impl Serialize for Hologram {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            json!({ "media_id": self.media_id }).serialize(serializer)
        }
    }

    #[test]
    fn the_body_is_anything_that_can_be_serialized() {
        let hologram = Hologram { media_id: "M".to_owned() };
        let message = Raw::new("hologram", &hologram).unwrap().with("safe", 1);
        let body = json!({ "msgtype": "hologram", "hologram": { "media_id": "M" }, "safe": 1 });
        assert_eq!(serde_json::to_value(Object(&message)).unwrap(), body);
    }

    #[test]
    fn a_body_without_json_is_invalid_where_it_is_written() {
        let no_strings = BTreeMap::from([(vec![1], "a")]);
        let error = Raw::new("hologram", no_strings).unwrap_err();
        assert!(error.is_invalid() && error.to_string().contains("it cannot be written"), "{error}");
    }
}

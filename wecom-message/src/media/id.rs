//! Media ids.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::message::read::reader::{FromJson, Reader};

/// The id of an uploaded file, valid for three days. It is the `media_id` of messages.
///
/// Every application of the same corporation can send and download the file.
///
/// ```
/// use wecom_message::MediaId;
///
/// let id = MediaId::from("1G6nrLmr5EC3MMb_-zK1dDdzmd0p7cNliYu9V5w7o8K0");
/// assert_eq!(id.as_str(), id.to_string());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MediaId(String);

impl MediaId {
    /// A media id, as WeCom returned it.
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The id as text, to be stored or sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for MediaId {
    fn from(id: &str) -> Self {
        Self::new(id)
    }
}

impl From<String> for MediaId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl From<&MediaId> for MediaId {
    fn from(id: &MediaId) -> Self {
        id.clone()
    }
}

impl From<MediaId> for String {
    fn from(id: MediaId) -> Self {
        id.0
    }
}

impl From<&MediaId> for String {
    fn from(id: &MediaId) -> Self {
        id.0.clone()
    }
}

impl AsRef<str> for MediaId {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MediaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MediaId").field(&self.0).finish()
    }
}

impl fmt::Display for MediaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for MediaId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl FromJson for MediaId {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        String::from_json(value, reader).map(Self)
    }
}

impl<'de> Deserialize<'de> for MediaId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

//! Everything that generated code uses, and the only place where it looks for it.

pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::Value;

pub use crate::check::{Check, Consequence, Limit, Problem, Report, Unit, Violation};
pub use crate::duplicate_check::{DuplicateCheck, duplicate_check};
pub use crate::fields::{Fields, Joined, write};
pub use crate::media::MediaId;
pub use crate::message::{Call, Channel, Message, Method, Receipt, Visit, serialize, write_body};
pub use crate::read::{FromJson, Members, Read, Reader, deserialize, deserialize_all};
pub use crate::split::{Markup, Split};

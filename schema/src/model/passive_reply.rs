//! Passive replies.

use super::example::Example;
use super::type_id::TypeId;

/// A message that answers a callback in the same exchange. On the wire its names are in `CamelCase`.
#[derive(Clone, Debug)]
pub struct PassiveReply {
    /// Its name in the descriptions.
    pub name: String,
    /// The value of `MsgType`.
    pub msgtype: String,
    /// Its members.
    pub object: TypeId,
    /// Lists whose items are members of an object.
    pub wrapped: Vec<Wrapped>,
    /// Examples that together use every field and case.
    pub examples: Vec<Example>,
}

/// A list whose items are members of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The list's name.
    pub field: String,
    /// The name of each item in the object.
    pub each: String,
    /// The member with their number.
    pub count: Option<String>,
}

//! Message types.

use serde_json::Value;

use super::consequence::Consequence;
use super::example::Example;
use super::path::Path;
use super::type_id::TypeId;

/// A message type.
#[derive(Clone, Debug)]
pub struct Message {
    /// The value of `msgtype`, and the name of the body's object.
    pub msgtype: String,
    /// The message as an object: the fields of its body and its options.
    pub object: TypeId,
    /// The send function's name: `send_text`.
    pub function: String,
    /// Members of the receipt that WeCom sends only under a condition.
    pub responses: Vec<Response>,
    /// What the application must have set up before WeCom accepts the message.
    pub needs: Vec<Need>,
    /// Members that WeCom refuses with this message type, although it accepts them with others.
    pub refuses: Vec<RefusedMember>,
    /// The consequence of sending this message type to everyone; `None` if it is delivered.
    pub everyone: Option<Consequence>,
    /// Whether the sender may be left out.
    pub sender_optional: bool,
    /// Fields that set the recipients in place of the channel's recipients. If one of them is set, no other recipient is needed.
    pub addressed_by: Vec<Path>,
    /// The field whose text can be split into several messages.
    pub split: Option<Split>,
    /// Whether the runtime checks by hand what descriptions cannot say, besides what is described.
    pub checked_in_runtime: bool,
    /// Examples that together use every field and case.
    pub examples: Vec<Example>,
}

/// A member of the receipt that WeCom sends only if one of the paths is present in the message.
#[derive(Clone, Debug)]
pub struct Response {
    /// The member's name on the wire.
    pub member: String,
    /// Paths in the message's object; empty if the condition always holds.
    pub any_of: Vec<Path>,
}

/// A member that WeCom refuses with one type of message.
#[derive(Clone, Debug)]
pub struct RefusedMember {
    /// The member, beside the body.
    pub member: String,
    /// The value that WeCom accepts.
    pub allows: Value,
    /// The error code that WeCom answers to other values.
    pub errcode: Option<i32>,
    /// Why, and what to do instead.
    pub reason: String,
}

/// What the application must have set up if one of the paths is present in the message.
#[derive(Clone, Debug)]
pub struct Need {
    /// What is needed.
    pub what: Needed,
    /// The error code that WeCom answers without it.
    pub errcode: i32,
    /// Paths in the message's object; empty if the condition always holds.
    pub any_of: Vec<Path>,
}

/// Something an application may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// A callback URL, which receives clicks.
    CallbackUrl,
}

/// The field whose text can be split into several messages.
#[derive(Clone, Debug)]
pub struct Split {
    /// The field's index in the message's object.
    pub field: usize,
    /// Its markup: `text`, `markdown`.
    pub markup: String,
    /// The indices of the fields that only the first part has.
    pub first_only: Vec<usize>,
}

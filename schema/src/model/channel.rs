//! A channel: one endpoint, its envelope, its messages and operations.

use super::about::About;
use super::example::Example;
use super::message::Message;
use super::object::Object;
use super::operation::Operation;
use super::passive_reply::PassiveReply;
use super::received::Received;
use super::ty::Type;
use super::type_id::TypeId;
use super::union::{Case, Union};

/// An endpoint that takes messages by msgtype, and the operations that belong to it.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The module's name: `app`.
    pub name: String,
    /// The name of the type that stands for the channel: `App`.
    pub rust_name: String,
    /// Title, documentation, official page.
    pub about: About,
    /// The endpoint's path below the base URL: `cgi-bin/message/send`; `None` if the channel has operations only.
    pub path: Option<String>,
    /// How requests authenticate.
    pub credential: Credential,
    /// What a handle of the channel holds; `None` if the functions are methods of the client.
    pub handle: Option<Handle>,
    /// The profiles. The types of the first one are in the channel's module.
    pub profiles: Vec<Profile>,
    /// The object with the recipients of a message.
    pub recipients: TypeId,
    /// Whether the runtime has a type around the recipients.
    pub recipients_in_runtime: bool,
    /// Examples of the recipients.
    pub recipient_examples: Vec<Example>,
    /// How the recipients name everyone.
    pub everyone: Option<Everyone>,
    /// The fields that switch on WeCom's duplicate check.
    pub duplicate_check: Option<DuplicateCheck>,
    /// The object with the sender of a message.
    pub sender: TypeId,
    /// The object that WeCom answers to a message.
    pub receipt: TypeId,
    /// The message types in the order of their names.
    pub messages: Vec<Message>,
    /// The operations in the order of their names.
    pub operations: Vec<Operation>,
    /// The passive replies in the order of their names.
    pub passive_replies: Vec<PassiveReply>,
    /// The messages and events that it receives, in the order of their names.
    pub received: Vec<Received>,
    /// The members that every received message and event has.
    pub head: Option<TypeId>,
    /// Strings of the head, in order. The value of each names an object whose members are read as if they were beside it.
    pub opens: Vec<String>,
    /// Every type of the channel; a type comes after those it refers to.
    pub types: Vec<Type>,
}

impl Channel {
    /// The type with this id.
    ///
    /// # Panics
    ///
    /// If the id belongs to another channel.
    #[allow(clippy::indexing_slicing, reason = "an id is only made for a type in the list")]
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// What the handle holds, if there is one.
    pub fn held(&self) -> Option<Held> {
        self.handle.as_ref().map(|handle| handle.holds)
    }

    /// The ids of the types, in the order of the types.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.types.len()).map(TypeId)
    }

    /// The object with this id; `None` if the type is not an object.
    pub fn object(&self, id: TypeId) -> Option<&Object> {
        match self.ty(id) {
            Type::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Where WeCom reads a member that it ignores in other cases of a union: `type` 1 (link).
    pub fn read_where(&self, union: &Union, member: &str) -> String {
        let fields = |case: &Case| case.payload.as_ref().and_then(|kind| self.object(kind.type_id()?));
        let has_it = |case: &&Case| fields(case).is_some_and(|it| it.fields.iter().any(|field| field.wire == member));
        let cases = union.cases.iter().filter(has_it);
        let cases: Vec<String> = cases.map(Case::spelled).collect();
        format!("`{}` {}", union.tag.member().unwrap_or_default(), cases.join(" or "))
    }

    /// The union with this id; `None` if the type is not a union.
    pub fn union(&self, id: TypeId) -> Option<&Union> {
        match self.ty(id) {
            Type::Union(union) => Some(union),
            _ => None,
        }
    }
}

/// How requests authenticate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credential {
    /// With the access token of an application.
    #[default]
    AccessToken,
    /// With the key of a webhook.
    Key,
    /// With the secret of a smart bot, once for a long connection: a path is the command of a frame.
    Bot,
}

/// The type that has the channel's functions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    /// Its Rust name, `Chat`. If it has the name of the type that stands for the channel, it is that type.
    pub name: String,
    /// What it holds, so that callers state it once for several messages.
    pub holds: Held,
}

/// What a handle holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// The recipients.
    Recipients,
    /// The sender.
    Sender,
    /// Nothing; the handle groups the channel's functions.
    Nothing,
}

/// How the recipients name everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Everyone {
    /// The field of the recipients.
    pub field: String,
    /// The id that means everyone and must be alone in the field; `None` if the field is a flag.
    pub id: Option<String>,
}

/// The options by which a message asks WeCom to drop repetitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateCheck {
    /// The flag that switches the check on.
    pub switch: String,
    /// The field with the interval, in seconds.
    pub interval: String,
}

/// A variant of a channel's types, for example one for sending and one for replacing.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name in the descriptions, which is also the name of its module.
    pub name: String,
    /// Title, documentation, official page.
    pub about: About,
}

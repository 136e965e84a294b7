//! A channel: one endpoint, its envelope, everything that goes through it.

use super::about::About;
use super::example::Example;
use super::message::Message;
use super::object::Object;
use super::operation::Operation;
use super::ty::Type;
use super::type_id::TypeId;
use super::union::Union;

/// One endpoint that pushes messages by msgtype, and the operations around it.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The module's name: `app`.
    pub name: String,
    /// Titles, text, official page.
    pub about: About,
    /// The endpoint below the base URL: `cgi-bin/message/send`; none where there are operations only.
    pub path: Option<String>,
    /// What a request proves itself with.
    pub credential: Credential,
    /// What is said once for several messages; without it the functions are on the client itself.
    pub handle: Option<Handle>,
    /// The profiles; the first one has no module of its own.
    pub profiles: Vec<Profile>,
    /// The object that says whom a message goes to.
    pub recipients: TypeId,
    /// Whether the runtime has the type of the recipients around the described object.
    pub recipients_in_runtime: bool,
    /// Examples of recipients.
    pub recipient_examples: Vec<Example>,
    /// How the recipients say everyone.
    pub everyone: Option<Everyone>,
    /// How a message asks not to be delivered twice.
    pub duplicate_check: Option<DuplicateCheck>,
    /// The object that says which application sends.
    pub sender: TypeId,
    /// The object that WeCom answers.
    pub receipt: TypeId,
    /// The message types in the order of their names.
    pub messages: Vec<Message>,
    /// The operations in the order of their names.
    pub operations: Vec<Operation>,
    /// Every type of the channel; a type comes after those it refers to.
    pub types: Vec<Type>,
}

impl Channel {
    /// The type of this id.
    ///
    /// # Panics
    ///
    /// When the id is of another channel.
    #[allow(clippy::indexing_slicing, reason = "an id is only made for a type in the list")]
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0]
    }

    /// The ids of the types, in the order of the types.
    pub fn ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.types.len()).map(TypeId)
    }

    /// The object of this id.
    pub fn object(&self, id: TypeId) -> Option<&Object> {
        match self.ty(id) {
            Type::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The union of this id.
    pub fn union(&self, id: TypeId) -> Option<&Union> {
        match self.ty(id) {
            Type::Union(union) => Some(union),
            _ => None,
        }
    }
}

/// What a request proves itself with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Credential {
    /// The access token of an application.
    #[default]
    AccessToken,
    /// The key of a webhook.
    Key,
}

/// What a handle of the channel holds, so that it is said once for several messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    /// Whom the messages go to.
    Recipients,
    /// Who sends them.
    Sender,
    /// Nothing: it keeps the channel's functions together.
    Nothing,
}

/// How the recipients say everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Everyone {
    /// The field of the recipients.
    pub field: String,
    /// The id that stands for everyone, alone in the field; none where the field is a flag.
    pub id: Option<String>,
}

/// The fields by which a message asks not to be delivered twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateCheck {
    /// The flag that switches it on.
    pub switch: String,
    /// For how long, in seconds.
    pub interval: String,
}

/// A variant of a channel's types: what holds for sending, what holds for replacing.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name in the descriptions, and its module's name.
    pub name: String,
    /// Titles, text, official page.
    pub about: About,
}

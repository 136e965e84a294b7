//! A channel: one endpoint, its envelope, everything that goes through it.

use super::{About, Message, Object, Operation, Type, TypeId, Union};

/// One endpoint that pushes messages by msgtype, and the operations around it.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The module's name: `app`.
    pub name: String,
    /// Titles, text, official page.
    pub about: About,
    /// The endpoint below the base URL: `cgi-bin/message/send`.
    pub path: String,
    /// The profiles; the first one has no module of its own.
    pub profiles: Vec<Profile>,
    /// The object that says whom a message goes to.
    pub recipients: TypeId,
    /// How the recipients say everyone.
    pub everyone: Option<Everyone>,
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

/// How the recipients say everyone: this id alone in this field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Everyone {
    /// The field of the recipients.
    pub field: String,
    /// The id that stands for everyone.
    pub id: String,
}

/// A variant of a channel's types: what holds for sending, what holds for replacing.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Its name in the descriptions, and its module's name.
    pub name: String,
    /// Titles, text, official page.
    pub about: About,
}

/// A published error code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The number.
    pub code: i32,
    /// What it means.
    pub meaning: String,
    /// Its class.
    pub class: String,
    /// What to do about it.
    pub advice: Option<String>,
}

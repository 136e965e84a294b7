//! Fields and what they hold.

use serde_json::Value;

use super::about::About;
use super::consequence::Consequence;
use super::limit::{Charset, Limit, Prefix, Unique};
use super::type_id::TypeId;
use crate::source::Span;

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name on the wire; for an inline union the name it is documented under.
    pub wire: String,
    /// Its Rust name.
    pub rust: String,
    /// What it holds.
    pub kind: Kind,
    /// Text, since, evidence.
    pub about: About,
    /// Whether WeCom refuses the object without it; a default beside it means that constructors write the default.
    pub required: Option<Required>,
    /// What WeCom takes an absent one for, as on the wire.
    pub default: Option<Value>,
    /// Hidden from `Debug`.
    pub sensitive: bool,
    /// Takes part in id translation.
    pub translated: bool,
    /// Who fills it in when the caller leaves it out.
    pub supplied: Option<Supplier>,
    /// Limits on its size; of a list those in [`items`](super::Unit::Items) on the list, the others on each item.
    pub limits: Vec<Limit>,
    /// The characters it may hold.
    pub charset: Option<Charset>,
    /// How it must begin.
    pub prefix: Option<Prefix>,
    /// What must differ between its items.
    pub unique: Option<Unique>,
    /// Of named values: what happens to another value.
    pub unknown: Consequence,
    /// Of a list of strings: what WeCom answers to an empty item.
    pub item_errcode: Option<i32>,
    /// Where it is described.
    pub span: Span,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string; the empty one is absent.
    String,
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A switch written as 0 or 1.
    Flag,
    /// A number of seconds.
    Seconds,
    /// A string of a type of its own.
    Newtype(TypeId),
    /// A choice among named values.
    Values(TypeId),
    /// An object.
    Object(TypeId),
    /// An object that is a union.
    Union(TypeId),
    /// A union whose members stand among the other fields.
    Inline(TypeId),
    /// A list; the empty one is absent.
    List(Box<Kind>),
    /// A list of strings that travels as one string.
    Joined(String),
}

impl Kind {
    /// The type it refers to, through lists.
    pub fn type_id(&self) -> Option<TypeId> {
        match self {
            Kind::Newtype(id) | Kind::Values(id) | Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => Some(*id),
            Kind::List(item) => item.type_id(),
            _ => None,
        }
    }
}

/// Who fills in what the caller leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supplier {
    /// The client, which knows the application's id.
    Client,
    /// The channel's handle, from the member of the same name that it holds.
    Handle,
}

/// WeCom refuses an object without this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// What it answers, where that is documented.
    pub errcode: Option<i32>,
}

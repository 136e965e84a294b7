//! Fields and their kinds.

use serde_json::Value;

use super::about::About;
use super::consequence::Consequence;
use super::limit::{Charset, Limit, Prefix, Unique};
use super::type_id::TypeId;
use crate::source::Span;

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name in JSON; for an inline union the name in documentation and paths.
    pub wire: String,
    /// Its Rust name.
    pub rust: String,
    /// The kind of its value.
    pub kind: Kind,
    /// Documentation, since when, evidence.
    pub about: About,
    /// Set if WeCom refuses the object without it. If it also has a default, constructors write the default.
    pub required: Option<Required>,
    /// The value that WeCom assumes if it is absent, as in JSON.
    pub default: Option<Value>,
    /// Whether `Debug` hides the value.
    pub sensitive: bool,
    /// Whether WeCom replaces ids in it by names.
    pub translated: bool,
    /// For a list whose items are the members of this name in an object: `{ "item": [ … ] }`.
    pub each: Option<String>,
    /// The number of seconds within which this code works, once. They count from the [moment](Self::is_moment).
    pub once: Option<u32>,
    /// Whether the value is the time at which the event or message happened, in Unix seconds.
    pub is_moment: bool,
    /// What fills it in if the caller leaves it out.
    pub supplied: Option<Supplier>,
    /// Limits on its size. On a list, those in [`items`](super::Unit::Items) apply to the list, the others to each item.
    pub limits: Vec<Limit>,
    /// The characters it may hold.
    pub charset: Option<Charset>,
    /// The prefixes it may begin with.
    pub prefix: Option<Prefix>,
    /// What must differ between its items.
    pub unique: Option<Unique>,
    /// For an enumeration that is sent: the consequence of other values.
    pub unknown: Option<Consequence>,
    /// For a list of strings: the error code that WeCom answers to an empty item.
    pub item_errcode: Option<i32>,
    /// Where its description is.
    pub span: Span,
}

impl Field {
    /// What happens to an empty string in its list: refused only if WeCom is known to have an error code for it.
    pub fn empty_item(&self) -> Consequence {
        if self.item_errcode.is_some() { Consequence::Refused } else { Consequence::Unstated }
    }
}

/// The kind of a field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string; an empty one counts as absent.
    String,
    /// An integer of 64 bits.
    Integer,
    /// A floating-point number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A switch, 0 or 1 in JSON.
    Flag,
    /// A whole number of seconds, 32 bits.
    Seconds,
    /// A string in a newtype.
    Newtype(TypeId),
    /// A value of an enumeration.
    Values(TypeId),
    /// An object.
    Object(TypeId),
    /// An object that is a union.
    Union(TypeId),
    /// A union whose members are among the other members of the object.
    Inline(TypeId),
    /// A list; an empty one counts as absent.
    List(Box<Kind>),
    /// A list of strings joined by this separator into one string.
    Joined(String),
}

impl Kind {
    /// The type of the value, or of a list's items.
    pub fn type_id(&self) -> Option<TypeId> {
        match self {
            Kind::Newtype(id) | Kind::Values(id) | Kind::Object(id) | Kind::Union(id) | Kind::Inline(id) => Some(*id),
            Kind::List(item) => item.type_id(),
            _ => None,
        }
    }
}

/// What fills in a field that the caller leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Supplier {
    /// The client, which knows the application's id.
    Client,
    /// The channel's handle, with its member of the same name.
    Handle,
}

/// A field that WeCom refuses the object without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// The error code that WeCom answers, if documented.
    pub errcode: Option<i32>,
}

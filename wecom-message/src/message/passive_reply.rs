//! Passive replies.

use super::check::report::Check;
use super::fields::Fields;

/// A message that is sent as the answer to a callback.
///
/// [`Fields`] writes its members in `snake_case`, as descriptions have them; on the wire their names are in `CamelCase`.
pub trait PassiveReply: Fields + Check {
    /// The value of `MsgType`.
    const MSG_TYPE: &'static str;
    /// Lists whose items are members of an object.
    const WRAPPED: &'static [Wrapped] = &[];
}

/// A list whose items are members of an object: `<ArticleCount>1</ArticleCount><Articles><item>…</item></Articles>`.
#[derive(Clone, Copy, Debug)]
pub struct Wrapped {
    /// The list's name.
    pub list: &'static str,
    /// The name of each item in the object.
    pub each: &'static str,
    /// The member before it that is the number of items.
    pub count: Option<&'static str>,
}

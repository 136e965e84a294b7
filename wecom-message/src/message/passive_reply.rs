//! What the runtime knows about passive replies.

use super::check::report::Check;
use super::fields::Fields;

/// A message that answers a callback in the same exchange.
///
/// [`Fields`] writes its members as descriptions have them, in `snake_case`; they travel in `CamelCase`.
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
    /// The member before it that says how many they are.
    pub count: Option<&'static str>,
}

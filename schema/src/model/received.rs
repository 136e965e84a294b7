//! What comes in.

use super::about::Text;
use super::example::Example;
use super::type_id::TypeId;

/// A message or an event that comes in.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its name in the descriptions.
    pub name: String,
    /// Its own members, beside those of the channel's [head](super::Channel::head).
    pub object: TypeId,
    /// Members of the head and their values by which it is known, in the order of the description.
    pub matches: Vec<(String, String)>,
    /// Whether a passive reply to it is shown.
    pub takes_reply: bool,
    /// What must be set up for it to come.
    pub precondition: Option<Text>,
    /// Examples that together use every field, with the members of the head.
    pub examples: Vec<Example>,
}

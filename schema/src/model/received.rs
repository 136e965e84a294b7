//! Messages and events that an application receives.

use super::about::Text;
use super::example::Example;
use super::type_id::TypeId;

/// A message or an event that an application receives.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its name in the descriptions.
    pub name: String,
    /// Its members, without those of the channel's [head](super::Channel::head).
    pub object: TypeId,
    /// The members of the head by which it is recognized, with their values, in the order of the description.
    pub matches: Vec<(String, String)>,
    /// Whether WeCom delivers a passive reply to it.
    pub takes_reply: bool,
    /// What must be set up so that WeCom sends it.
    pub precondition: Option<Text>,
    /// Examples that together use every field. Each has the members of the head as well.
    pub examples: Vec<Example>,
}

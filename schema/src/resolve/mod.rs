//! From descriptions to the model.

mod channel;
mod constructors;
mod envelope;
mod field_keys;
mod fields;
mod kinds;
mod library;
mod members;
mod names;
mod pages;
mod passive_replies;
mod paths;
mod profiles;
mod received;
mod rules;
mod types;
mod unions;

pub(crate) use channel::{channel, unused};

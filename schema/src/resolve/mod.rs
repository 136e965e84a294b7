//! From descriptions to the model.

mod channel;
mod constructors;
mod envelope;
mod fields;
mod kinds;
mod library;
mod members;
mod names;
mod pages;
mod paths;
mod profiles;
mod rules;
mod types;
mod unions;

pub(crate) use channel::{channel, unused};

//! The reference: what an application has that writes the types of the channel `app` itself, on ureq and serde derive.

pub mod call;
pub mod card;
pub mod message;

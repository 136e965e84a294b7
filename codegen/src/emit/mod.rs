//! Emitters: one per thing that is emitted, each looking like its output.

mod api;
mod calls;
mod channel;
mod check;
mod constructor;
mod convert;
mod doc;
mod error_codes;
mod messages;
mod newtype;
mod object;
mod presence;
mod read;
mod union;
mod values;
mod write;

pub(crate) use api::api;
pub(crate) use channel::channel;
pub(crate) use error_codes::error_codes;

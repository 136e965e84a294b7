//! Emitters: one for each thing that is emitted, each written like its output.
//!
//! Emitted functions that are not generic carry `#[inline]`: an application compiles those that it calls, and not all.

mod any_message;
mod api;
mod argument;
mod calls;
mod cases;
mod channel;
mod check;
mod constructor;
mod doc;
mod duplicate_check;
mod envelope;
mod error_codes;
mod from;
mod functions;
mod handle;
mod literal;
mod messages;
mod newtype;
mod object;
mod passive_replies;
mod presence;
mod profile;
mod read;
mod received;
mod remarks;
mod send_request;
mod setter;
mod split;
mod union;
mod values;
mod write;

use std::iter;

use wecom_schema::Schema;

use crate::file::{File, NotRust};
use crate::options::Options;

#[cfg(feature = "cli")]
pub(crate) use duplicate_check::switch_and_interval as duplicate_check_fields;
#[cfg(feature = "cli")]
pub(crate) use envelope::is_empty;
#[cfg(feature = "documents")]
pub(crate) use functions::{takes_recipients, takes_request};
#[cfg(feature = "cli")]
pub(crate) use split::limit as split_limit;

/// Generates every file, without writing it.
///
/// # Errors
///
/// The generator made a mistake: the generated source is not Rust.
pub fn generate(schema: &Schema, options: &Options) -> Result<Vec<File>, NotRust> {
    let api = api::api(schema, options);
    let error_codes = options.client.then(|| error_codes::error_codes(&schema.error_codes));
    let channels = schema.channels.iter().filter(|channel| channel::has_something(channel, options));
    let channels = channels.map(|channel| channel::channel(channel, options));
    iter::once(api).chain(error_codes).chain(channels).collect()
}

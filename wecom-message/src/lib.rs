//! Push messages through WeCom (企业微信): typed, checked before sending, synchronous.
//!
// The tour is about application messages, its examples and links included.
#![cfg_attr(feature = "app", doc = include_str!("tour.md"))]
//! # What is kept secret
//!
//! Corp secret and access token are in no `Debug`, `Display` or error of this crate, and requests go out without ureq
//! (the HTTP client inside) seeing them. One door is left: at level `TRACE`, `ureq_proto` logs the bytes of every
//! answer, and that of `gettoken` holds the access token. Keep that target at `DEBUG`.

mod advice;
mod answer;
mod base_url;
#[cfg(feature = "app")]
mod broadcast;
mod builder;
mod client;
mod error;
mod error_code;
mod from_env;
mod media;
mod raw;
#[cfg(feature = "app")]
mod raw_body;
#[cfg(feature = "app")]
mod receipt;
mod secret;
mod to;
mod transport;
mod with_extra;

pub mod check;
pub mod fields;
pub mod message;
pub mod read;
pub mod rt;
pub mod split;
pub mod token;

#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/api.rs"));

#[cfg(feature = "app")]
pub use crate::app::To;
#[cfg(feature = "app")]
pub use crate::broadcast::{Batch, Broadcast};
pub use crate::builder::{ClientBuilder, Strictness};
pub use crate::client::Client;
pub use crate::error::{ApiError, Error};
pub use crate::error_code::{ErrorClass, ErrorCode};
pub use crate::media::{Downloaded, FileSource, Media, MediaId, MediaKind, Uploaded, UploadedImage};
pub use crate::raw::Raw;
pub use crate::secret::Secret;
pub use crate::transport::{Phase, TlsBackend};
pub use crate::with_extra::WithExtra;

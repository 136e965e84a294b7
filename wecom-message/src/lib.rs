//! Push messages through WeCom (企业微信): typed, checked before sending, synchronous.
//!
// The tour is about application messages, its examples and links included; the list of channels about all of them.
#![cfg_attr(feature = "app", doc = include_str!("tour.md"))]
#![cfg_attr(
    all(
        feature = "app",
        feature = "robot",
        feature = "appchat",
        feature = "linked_corp",
        feature = "school",
        feature = "kf",
        feature = "customer"
    ),
    doc = include_str!("channels.md")
)]
//! # What is logged
//!
//! To the crate `log`, target `wecom_message`: a line at `DEBUG` for every call with its endpoint, outcome, attempt and time; a
//! line at `WARN` for every repeated attempt, every token that WeCom refused before its time, and every member that WeCom cut.
//! No messages, no recipients, no secrets.
//!
//! # What is kept secret
//!
//! Corp secret, access token and webhook key are in no `Debug`, `Display` or error of this crate, and requests go out without ureq
//! (the HTTP client inside) seeing them. One door is left: at level `TRACE`, `ureq_proto` logs the bytes of every
//! answer, and that of `gettoken` holds the access token; a gateway's can repeat what it was asked. Keep that target at `DEBUG`.

mod account;
mod advice;
mod answer;
mod api_error;
mod base_url;
#[cfg(feature = "app")]
mod broadcast;
mod builder;
mod client;
mod clock;
mod credential;
mod duplicate_check;
mod error;
mod error_code;
mod from_env;
mod media;
mod pace;
mod query;
mod raw;
#[cfg(feature = "app")]
mod raw_body;
#[cfg(feature = "app")]
mod receipt;
mod record;
mod retry;
#[cfg(feature = "robot")]
mod robot_image;
mod secret;
mod session;
mod to;
mod transport;
#[cfg(feature = "robot")]
mod webhook;
mod with_extra;

pub mod check;
/// What happens when: the network, a gateway or WeCom fails, and what the caller is told.
///
/// There is nothing in this module but this page.
///
#[doc = include_str!("faults.md")]
#[cfg(doc)]
pub mod faults {}
pub mod fields;
#[doc(hidden)]
#[cfg(any(test, feature = "manual-clock"))]
pub mod manual_clock;
pub mod message;
/// What to set up, to watch and to alert on where programs send by themselves.
///
/// There is nothing in this module but this page.
///
#[doc = include_str!("production.md")]
#[cfg(all(doc, feature = "app"))]
pub mod production {}
pub mod read;
mod read_up_to;
pub mod rt;
pub mod split;
pub mod token;

#[cfg(test)]
mod tests;

include!(concat!(env!("OUT_DIR"), "/api.rs"));

pub use crate::account::Application;
#[cfg(feature = "robot")]
pub use crate::account::Webhook;
pub use crate::api_error::ApiError;
#[cfg(feature = "app")]
pub use crate::app::To;
#[cfg(feature = "app")]
pub use crate::broadcast::{Batch, Broadcast};
#[cfg(feature = "robot")]
pub use crate::builder::RobotBuilder;
pub use crate::builder::{Builder, ClientBuilder, Strictness};
pub use crate::client::Client;
pub use crate::duplicate_check::DuplicateCheck;
pub use crate::error::Error;
pub use crate::error_code::{ErrorClass, ErrorCode};
pub use crate::media::{Downloaded, FileSource, Media, MediaId, MediaKind, Uploaded, UploadedImage};
pub use crate::pace::Pacing;
pub use crate::raw::Raw;
pub use crate::retry::RetryPolicy;
pub use crate::secret::Secret;
pub use crate::transport::{Phase, TlsBackend};
#[cfg(feature = "robot")]
pub use crate::webhook::Robot;
pub use crate::with_extra::WithExtra;

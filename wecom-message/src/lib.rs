//! Push messages through WeCom (企业微信): typed, checked before sending, synchronous.
//!
// The tour is about application messages, its examples and links included; the list of channels about all of them.
#![cfg_attr(feature = "app", doc = include_str!("docs/tour.md"))]
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
    doc = include_str!("docs/channels.md")
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

mod api;
#[cfg(feature = "callback")]
pub mod callback;
mod channel;
mod client;
mod clock;
mod error;
mod http;
mod media;
pub mod message;
pub mod rt;
mod sending;
pub mod token;

#[cfg(test)]
mod tests;

pub use crate::api::*;
#[cfg(feature = "app")]
pub use crate::channel::app::broadcast::{Batch, Broadcast};
#[cfg(feature = "app")]
pub use crate::channel::app::to::To;
#[cfg(feature = "kf")]
pub use crate::channel::kf::cursors::{CursorStore, FileCursorStore, MemoryCursorStore};
#[cfg(feature = "kf")]
pub use crate::channel::kf::sync::SyncedMessages;
#[cfg(feature = "robot")]
pub use crate::channel::robot::Robot;
#[cfg(feature = "robot")]
pub use crate::channel::robot::builder::RobotBuilder;
#[cfg(feature = "robot")]
pub use crate::channel::robot::credential::Webhook;
pub use crate::client::Client;
pub use crate::client::application::Application;
pub use crate::client::builder::{Builder, ClientBuilder};
pub use crate::error::Error;
pub use crate::error::api_error::ApiError;
pub use crate::error::error_code::{ErrorClass, ErrorCode};
pub use crate::http::failure::Phase;
pub use crate::http::secret::Secret;
pub use crate::http::tls::TlsBackend;
pub use crate::media::Media;
pub use crate::media::download::Downloaded;
pub use crate::media::id::MediaId;
pub use crate::media::kind::MediaKind;
pub use crate::media::source::FileSource;
pub use crate::media::upload::{Uploaded, UploadedImage};
pub use crate::message::check::strictness::Strictness;
pub use crate::message::duplicate_check::DuplicateCheck;
pub use crate::message::one_time_code::OneTimeCode;
pub use crate::message::raw::Raw;
pub use crate::message::read::unknown::Unknown;
pub use crate::message::with_extra::WithExtra;
pub use crate::sending::pace::Pacing;
pub use crate::sending::pages::Pages;
pub use crate::sending::retry::RetryPolicy;

/// Checking a message before it is sent: what WeCom would refuse, what it would cut, what only looks bad.
pub mod check {
    pub use crate::message::check::charset::Charset;
    pub use crate::message::check::report::{Check, MemberCheck, Report};
    pub use crate::message::check::violation::{Consequence, Limit, Problem, Unit, Violation};
}

/// Writing: every generated type writes its members straight into the JSON object being built.
pub mod fields {
    pub use serde::ser::SerializeMap;

    pub use crate::message::fields::{Fields, Joined, Object, body, write};
}

/// Reading: JSON into typed values, with every member that does not fit named by its path.
pub mod read {
    pub use crate::message::read::mismatch::{Mismatch, ReadError};
    pub use crate::message::read::reader::{FromJson, FromMembers, Members, Reader};
    pub use crate::message::read::{Reading, deserialize, deserialize_all, read, read_value};
}

/// Texts longer than one message can hold.
pub mod split {
    pub use crate::message::split::Split;
    pub use crate::message::split::markup::Markup;
    pub use crate::sending::in_parts::{SplitError, send_in_parts};
}

#[doc(hidden)]
#[cfg(any(test, feature = "manual-clock"))]
pub mod manual_clock {
    pub use crate::clock::manual::ManualClock;
}

/// What happens when: the network, a gateway or WeCom fails, and what the caller is told.
///
/// There is nothing in this module but this page.
///
#[doc = include_str!("docs/faults.md")]
#[cfg(doc)]
pub mod faults {}

/// What to set up, to watch and to alert on where programs send by themselves.
///
/// There is nothing in this module but this page.
///
#[doc = include_str!("docs/production.md")]
#[cfg(all(doc, feature = "app"))]
pub mod production {}

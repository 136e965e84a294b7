//! Push messages through WeCom (企业微信): typed, checked before sending, synchronous.
//!
// The tour links to application messages and to the guides.
#![cfg_attr(all(doc, feature = "app"), doc = include_str!("docs/tour.md"))]

#[cfg(feature = "aibot")]
pub mod aibot;
mod api;
#[cfg(feature = "callback")]
pub mod callback;
mod channel;
mod client;
mod clock;
#[cfg(doc)]
pub mod docs;
mod error;
mod http;
mod media;
pub mod message;
#[doc(hidden)]
pub mod rt;
mod sending;
mod store;
pub mod token;

#[cfg(feature = "aibot")]
pub use crate::aibot::bot::Aibot;
pub use crate::api::*;
#[cfg(feature = "app")]
pub use crate::channel::app::broadcast::Broadcast;
#[cfg(feature = "app")]
pub use crate::channel::app::broadcast::outcome::{Batch, BroadcastOutcome};
#[cfg(feature = "app")]
pub use crate::channel::app::broadcast::progress::BroadcastProgress;
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
pub use crate::client::downstream::Downstream;
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
pub use crate::message::read::unknown::Unknown;
pub use crate::message::with_extra::WithExtra;
pub use crate::sending::options::CallOptions;
pub use crate::sending::pace::Pacing;
#[cfg(feature = "redis")]
pub use crate::sending::pace::shared::SharedPacing;
pub use crate::sending::pages::Pages;
pub use crate::sending::raw::Raw;
pub use crate::sending::retry::RetryPolicy;

/// Checking a message before it is sent: what WeCom would refuse or cut, and what would only look bad.
pub mod check {
    pub use crate::message::check::charset::Charset;
    pub use crate::message::check::report::{Check, MemberCheck, Report};
    pub use crate::message::check::violation::{Consequence, Limit, Problem, Unit, Violation};
}

/// Writing the members of JSON objects.
pub mod fields {
    pub use serde::ser::SerializeMap;

    pub use crate::message::fields::{Fields, Joined, Object, body, write};
}

/// Reading JSON into typed values. Every member that does not fit is reported with its path.
pub mod read {
    pub use crate::message::read::mismatch::{Mismatch, ReadError};
    pub use crate::message::read::reader::{FromJson, FromMembers, Members, Reader};
    pub use crate::message::read::remarks::Remarks;
    pub use crate::message::read::{Reading, deserialize, deserialize_all, read, read_value};
}

/// Splitting texts that are too long for one message.
pub mod split {
    pub use crate::message::split::Split;
    pub use crate::message::split::markup::Markup;
    pub use crate::sending::in_parts::{SplitError, send_in_parts};
}

#[doc(hidden)]
#[cfg(any(test, feature = "_manual-clock"))]
pub mod manual_clock {
    pub use crate::clock::manual::ManualClock;
}

//! Everything that generated code uses.
//!
//! Code that an application generates with `wecom-codegen` from its own descriptions uses this module and the channels that it
//! extends, and nothing else of this crate. Code that was generated for another version of the description language does not
//! compile.

// From the prelude, so that no generated type can shadow it.
pub use core::clone::Clone;
pub use core::convert::{From, Into};
pub use core::default::Default;
pub use core::fmt;
pub use core::iter::IntoIterator;
pub use core::option::Option::{self, None, Some};
pub use core::result::Result::{self, Ok};
pub use core::time::Duration;
pub use std::string::String;
pub use std::vec::Vec;

pub use serde::ser::SerializeMap;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::Value;

// The recipients that are written by hand.
#[cfg(feature = "app")]
pub(crate) use crate::channel;
#[cfg(feature = "robot")]
pub use crate::channel::robot::Robot;
pub use crate::client::Client;
pub use crate::error::Error;
pub use crate::media::id::MediaId;
pub use crate::message::check::charset::Charset;
pub use crate::message::check::report::{Check, Report};
pub use crate::message::check::violation::{Consequence, Limit, Problem, Unit, Violation};
pub use crate::message::duplicate_check::{DuplicateCheck, duplicate_check};
pub use crate::message::fields::{Fields, Joined, is_empty, write};
pub use crate::message::read::reader::{FromJson, FromMembers, Members, Reader};
pub use crate::message::read::remarks::Remarks;
pub use crate::message::read::{deserialize, deserialize_all};
pub use crate::message::split::Split;
pub use crate::message::split::markup::Markup;
pub use crate::message::{Acknowledgement, Call, Channel, Message, Method, Paged, Visit, serialize, write_body};
pub use crate::sending::in_parts::{SplitError, send_in_parts};
pub use crate::sending::pages::Pages;

/// Fails to compile if the generator used another version of the description language.
///
/// ```
/// const _: () = wecom_message::rt::generated_from_language(1);
/// ```
///
/// ```compile_fail,E0080
/// const _: () = wecom_message::rt::generated_from_language(2);
/// ```
///
/// # Panics
///
/// If the versions differ. It is called in a constant.
pub const fn generated_from_language(language: u64) {
    assert!(
        language == crate::api::LANGUAGE,
        "wecom-codegen and wecom-message speak different versions of the description language: depend on the same version of both"
    );
}

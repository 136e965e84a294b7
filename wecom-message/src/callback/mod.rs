//! Callbacks: messages and events that WeCom sends to the application, verified, decrypted, read and answered.
//!
//! WeCom calls a URL of the application (接收消息 on its page in the administration console) for every message of a member,
//! every click on a card, every opening of the application. [`Callbacks`] turns such a request into a [`Received`], and makes
//! the [`Answer`]. Any web framework will do:
//!
//! ```
//! use wecom_message::callback::{Answer, Callbacks};
//!
//! /// GET: WeCom verifies the URL when an administrator saves it.
//! fn get(callbacks: &Callbacks, query: &str) -> Answer {
//!     callbacks.verify(query).unwrap_or_else(|error| error.answer())
//! }
//!
//! /// POST: something happened.
//! fn post(callbacks: &Callbacks, query: &str, body: &[u8]) -> Answer {
//!     match callbacks.receive(query, body) {
//!         Ok(received) => received.responder.acknowledge(),
//!         Err(error) => {
//!             eprintln!("{error}");
//!             error.answer()
//!         }
//!     }
//! }
//! ```
//!
//! Official pages: [callbacks](https://developer.work.weixin.qq.com/document/path/90930),
//! [their encryption](https://developer.work.weixin.qq.com/document/path/90968).

mod answer;
mod builder;
mod callbacks;
pub(crate) mod cipher;
mod dedupe_key;
mod deduplicator;
mod envelope;
mod error;
pub(crate) mod key;
mod opened;
mod query;
mod received;
mod responder;
mod settings;
pub(crate) mod signature;
mod spelling;
mod updates;
mod xml;

pub use self::answer::Answer;
pub use self::builder::CallbacksBuilder;
pub use self::callbacks::Callbacks;
pub use self::dedupe_key::DedupeKey;
pub use self::deduplicator::{Deduplicator, SeenStore};
pub use self::error::{Error, ErrorKind};
pub use self::opened::{Opened, Plaintext};
pub use self::query::Query;
pub use self::received::Received;
pub use self::responder::Responder;
#[cfg(feature = "app")]
pub use crate::api::app::{ButtonReply, CardReply, ImageReply, NewsReply, TextReply, VideoReply, VoiceReply};
pub use crate::api::callback::*;
pub use crate::message::passive_reply::{PassiveReply, Wrapped};

//! A local stand-in for WeCom's (企业微信) servers.
//!
//! It hands out tokens, takes messages, judges them by the same descriptions that the client is generated from, and
//! answers as WeCom does: HTTP 200 with an `errcode`, partial recipients, response codes that work once. Files can be
//! uploaded and are kept for three days. Nothing is pushed to anybody; what came in is kept and shown. Messages may name
//! any `media_id`, so that they can be tried without uploading anything.
//!
//! ```
//! use wecom_sandbox::Sandbox;
//!
//! let sandbox = Sandbox::builder().invalid_user("ghost").start()?;
//! println!("point the client at {}", sandbox.base_url());
//! assert!(sandbox.received().is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! [`Wecom`] is the whole behaviour as a value: a [`Request`] in, an [`Answer`] out, without I/O and without a clock.
//! [`Sandbox`] puts it on a loopback port. `cargo run -p wecom-sandbox` runs it alone; `GET /sandbox/received` shows
//! what it got.

mod answer;
mod directory;
mod duplicates;
mod gettoken;
mod ids;
mod media_get;
mod media_upload;
mod message_send;
mod multipart;
mod recall;
mod received;
mod request;
mod response_codes;
mod sandbox;
mod server;
mod settings;
mod stored;
mod tokens;
mod update_template_card;
mod wecom;

pub use answer::Answer;
pub use received::{Delivery, Received};
pub use request::Request;
pub use sandbox::{Builder, Sandbox};
pub use settings::{Application, Settings};
pub use wecom::Wecom;

//! Smart bots (智能机器人): pushing, answering and streaming over the long connection, and receiving what members write.
//!
//! [`Aibot`](crate::Aibot) is the bot. Its messages, cards and events are in this module.

mod backoff;
pub(crate) mod bot;
mod builder;
mod callback_mode;
mod connection;
mod download;
mod exchange;
mod frame;
mod link;
mod queue;
mod received;
mod respond;
mod response_url;
mod secret_url;
mod settings;
mod shared;
mod upload;

pub use self::bot::Incoming;
pub use self::builder::AibotBuilder;
pub use self::callback_mode::{
    AibotCallbacks, CardUpdateAnswer, MessageAnswer, PassiveAnswer, ReceivedCallback, RefreshAnswer, WelcomeAnswer,
};
pub use self::download::Encrypted;
pub use self::queue::Missed;
pub use self::received::Received;
pub use self::respond::{CardUpdate, Reply, Responder, StreamWriter, Welcome};
pub use self::response_url::ResponseUrl;
pub use crate::api::aibot::*;

//! The settings of a bot.

use std::time::Duration;

use super::link::Tls;
use super::link::address::Address;
use crate::clock::SharedClock;
use crate::http::secret::Secret;
use crate::message::check::strictness::Strictness;
use crate::sending::pace::Pace;
use crate::sending::pace::rate::{Counted, HOUR, MINUTE, Rate, Window};

const WINDOWS: &[Window] = &[Window { messages: 30, time: MINUTE }, Window { messages: 1000, time: HOUR }];

/// Messages into one chat, replies included.
pub(super) static CHAT_RATES: [Rate; 1] = [Rate { of: Counted::Chats, windows: WINDOWS }];

/// Uploads of one bot.
pub(super) static UPLOAD_RATES: [Rate; 1] = [Rate { of: Counted::Sender, windows: WINDOWS }];

/// The settings of a bot, checked.
pub(super) struct Settings {
    pub(super) bot_id: String,
    pub(super) secret: Secret,
    pub(super) address: Address,
    pub(super) tls: Tls,
    /// Opening a connection and subscribing.
    pub(super) connect_timeout: Duration,
    /// From the call to the ack.
    pub(super) timeout: Duration,
    pub(super) ping_every: Duration,
    pub(super) queue: usize,
    pub(super) strictness: Strictness,
    pub(super) pace: Option<Pace>,
    pub(super) upload_pace: Option<Pace>,
    /// How long pacing may make a call wait.
    pub(super) pacing_time: Duration,
    pub(super) media_timeout: Duration,
    /// Of downloads.
    pub(super) root_certificates: Option<Vec<u8>>,
    pub(super) clock: SharedClock,
}

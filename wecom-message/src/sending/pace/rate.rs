//! The rate limits of a sender.

use std::time::Duration;

pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);
pub(crate) const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// The maximum number of messages within this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) messages: usize,
    pub(crate) time: Duration,
}

/// The limits of a sender, to each of what they are about.
#[derive(Debug)]
pub(crate) struct Rate {
    pub(crate) of: Counted,
    pub(crate) windows: &'static [Window],
}

/// What the messages of a sender are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Each member.
    Members,
    /// Each group chat.
    Chats,
    /// The sender as a whole.
    #[cfg_attr(
        not(any(feature = "robot", feature = "aibot")),
        allow(dead_code, reason = "only robots and smart bots are counted so")
    )]
    Sender,
}

//! Events in a session of customer service that bring a code.

use std::time::Duration;

/// An event in a session of customer service. It brings a code by which one message can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SessionEvent {
    /// The customer opened it; a text or a menu within 20 seconds.
    Entered,
    /// It was moved into the waiting pool; a text within 48 hours.
    Queued,
    /// It was taken from the pool; a text within 48 hours.
    Taken,
    /// It ended; a text or a menu within 20 seconds.
    Ended,
}

impl SessionEvent {
    pub(super) fn lifetime(self) -> Duration {
        match self {
            Self::Entered | Self::Ended => Duration::from_secs(20),
            Self::Queued | Self::Taken => Duration::from_secs(48 * 60 * 60),
        }
    }

    pub(super) fn allows(self, msgtype: &str) -> bool {
        msgtype == "text" || matches!(self, Self::Entered | Self::Ended)
    }
}

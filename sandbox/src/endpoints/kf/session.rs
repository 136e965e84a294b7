//! How many messages may follow what a customer wrote, and until when.

use std::time::Duration;

use crate::reply::Reply;

/// How long after the customer wrote messages may be sent.
const WINDOW: Duration = Duration::from_secs(48 * 60 * 60);

/// The number of messages that may be sent until the customer writes again.
const MESSAGES: u8 = 5;

const MESSAGES_USED_UP: i32 = 95001;
const WINDOW_OVER: i32 = 95002;

#[derive(Debug)]
pub(super) struct Session {
    wrote: Duration,
    messages_left: u8,
}

impl Session {
    pub(super) fn opened(now: Duration) -> Self {
        Self { wrote: now, messages_left: MESSAGES }
    }

    pub(super) fn take_message(&mut self, now: Duration) -> Result<(), Reply> {
        if now >= self.wrote + WINDOW {
            return Err(Reply::error(WINDOW_OVER));
        }
        self.messages_left = self.messages_left.checked_sub(1).ok_or_else(|| Reply::error(MESSAGES_USED_UP))?;
        Ok(())
    }
}

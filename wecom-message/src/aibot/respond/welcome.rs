//! A greeting.

use super::origin::Origin;
use crate::api::aibot::{Card, WelcomeReply};
use crate::error::Error;

/// Greets the member who opened the chat, within 5 seconds and once.
#[derive(Debug)]
#[must_use = "the member is greeted by its functions"]
pub struct Welcome {
    origin: Origin,
}

impl Welcome {
    pub(super) fn new(origin: Origin) -> Self {
        Self { origin }
    }

    /// Greets with a text.
    ///
    /// # Errors
    ///
    /// As for [`Aibot::deliver`](crate::Aibot::deliver); [`is_timeout`](Error::is_timeout) if the 5 seconds are over.
    pub fn text(self, content: impl Into<String>) -> Result<(), Error> {
        self.origin.answer_event(&WelcomeReply::text(content))
    }

    /// Greets with a card.
    ///
    /// # Errors
    ///
    /// As for [`text`](Self::text).
    pub fn card(self, card: impl Into<Card>) -> Result<(), Error> {
        self.origin.answer_event(&WelcomeReply::card(card))
    }
}

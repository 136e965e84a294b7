//! Another card in the place of one that was clicked.

use super::origin::Origin;
use crate::api::aibot::UpdateReply;
use crate::api::aibot::replace::Card;
use crate::error::Error;

/// Replaces the card that was clicked, within 5 seconds and once.
#[derive(Debug)]
#[must_use = "the card is replaced by its functions"]
pub struct CardUpdate {
    origin: Origin,
}

impl CardUpdate {
    pub(super) fn new(origin: Origin) -> Self {
        Self { origin }
    }

    /// Replaces the card of everyone who has it. The new card must have the `task_id` of the click.
    ///
    /// # Errors
    ///
    /// As for [`Aibot::deliver`](crate::Aibot::deliver); [`is_timeout`](Error::is_timeout) if the 5 seconds are over.
    pub fn replace(self, card: impl Into<Card>) -> Result<(), Error> {
        self.origin.answer_event(&UpdateReply::new(card))
    }

    /// Replaces the card of these members of a group. The new card must have the `task_id` of the click.
    ///
    /// # Errors
    ///
    /// As for [`replace`](Self::replace).
    pub fn replace_for<I: Into<String>>(
        self,
        userids: impl IntoIterator<Item = I>,
        card: impl Into<Card>,
    ) -> Result<(), Error> {
        self.origin.answer_event(&UpdateReply::new(card).userids(userids))
    }
}

//! Application messages: sent by `message/send`, recalled or updated afterwards.

mod recall;
mod send;
mod update_template_card;

use std::collections::HashMap;
use std::time::Duration;

use crate::received::Delivery;
use crate::world::Codes;

/// The messages that were sent.
#[derive(Debug, Default)]
pub(crate) struct AppMessages {
    sent: HashMap<String, SentMessage>,
    /// The cards that can be updated, by their response codes.
    cards: Codes<Card>,
}

#[derive(Debug)]
struct SentMessage {
    application: usize,
    at: Duration,
}

#[derive(Debug)]
struct Card {
    application: usize,
    recipients: Delivery,
}

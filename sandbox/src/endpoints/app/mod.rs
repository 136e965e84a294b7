//! Application messages: sent by `message/send`, recalled or updated afterwards. Urgent calls to members.

mod recall;
mod send;
mod update_template_card;
mod urgent_call;

use std::collections::HashMap;
use std::time::Duration;

pub(crate) use self::urgent_call::UrgentCalls;
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

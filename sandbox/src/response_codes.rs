//! Response codes: the right to update one card, once and within 72 hours.

use std::collections::HashMap;
use std::time::Duration;

use crate::received::Delivery;

/// How long a response code is good for.
const LIFETIME: Duration = Duration::from_secs(72 * 60 * 60);

/// The code is unknown or expired.
const INVALID: i32 = 60140;
/// The code has been used.
const USED: i32 = 42022;
/// The application that updates is not the one that sent.
const OTHER_APPLICATION: i32 = 42015;

/// The codes handed out so far.
#[derive(Debug, Default)]
pub(crate) struct ResponseCodes(HashMap<String, Card>);

/// A card that was sent and can be updated.
#[derive(Debug)]
struct Card {
    application: usize,
    recipients: Delivery,
    issued: Duration,
    used: bool,
}

impl ResponseCodes {
    pub(crate) fn add(&mut self, code: String, application: usize, recipients: Delivery, now: Duration) {
        self.0.insert(code, Card { application, recipients, issued: now, used: false });
    }

    /// Uses the code up; the card's recipients come back, or what WeCom answers.
    pub(crate) fn redeem(&mut self, code: &str, application: usize, now: Duration) -> Result<&Delivery, i32> {
        let card = self.0.get_mut(code).filter(|card| now < card.issued + LIFETIME).ok_or(INVALID)?;
        if card.application != application {
            return Err(OTHER_APPLICATION);
        }
        if card.used {
            return Err(USED);
        }
        card.used = true;
        Ok(&card.recipients)
    }
}

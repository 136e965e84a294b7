//! `message/update_template_card`: changes a card that was sent, by the code that came with it.

use std::time::Duration;

use serde_json::Value;

use super::send::lower_case;
use crate::answer::Reply;
use crate::codes::Worthless;
use crate::directory::{flag, ids, text};
use crate::received::{Delivery, Received};
use crate::wecom::Wecom;

/// How long a response code is good for.
pub(super) const CODE_LIFETIME: Duration = Duration::from_secs(72 * 60 * 60);

/// The application in the body, or the one that asks, is not the one that sent the card.
const OTHER_APPLICATION: i32 = 42015;
/// The code is unknown or expired.
const CODE_INVALID: i32 = 60140;
const CODE_USED: i32 = 42022;

/// A card that was sent and can be updated.
#[derive(Debug)]
pub(crate) struct Card {
    pub(super) application: usize,
    pub(super) recipients: Delivery,
}

impl Wecom {
    pub(crate) fn update_template_card(
        &mut self,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let code = text(body, "response_code");
        if self.names_another(application, body) {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let card = self.cards.find(code, self.now).map_err(|worthless| match worthless {
            Worthless::Invalid => Reply::error(CODE_INVALID),
            Worthless::Used => Reply::error(CODE_USED),
        })?;
        if card.application != application {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let there = |user: &String| got_the_card(&card.recipients, user) && self.settings.has_person(user);
        let (users, others): (Vec<_>, Vec<_>) = ids(body, "userids").into_iter().partition(there);
        record.delivery = Some(Delivery {
            everyone: flag(body, "atall"),
            users,
            parties: ids(body, "partyids"),
            tags: ids(body, "tagids"),
            ..Delivery::default()
        });
        self.cards.use_up(code);
        if others.is_empty() {
            return Ok(Reply::ok());
        }
        Ok(Reply::ok().with("invaliduser", lower_case(others)))
    }
}

/// Who is in a department or has a tag is not known here: anyone may have got a card that went to one.
fn got_the_card(recipients: &Delivery, user: &str) -> bool {
    let named = || recipients.users.iter().any(|recipient| recipient.to_lowercase() == user.to_lowercase());
    recipients.everyone || !recipients.parties.is_empty() || !recipients.tags.is_empty() || named()
}

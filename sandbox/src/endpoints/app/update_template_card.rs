//! `message/update_template_card`: changes a sent card by its response code.

use serde_json::Value;

use super::AppMessages;
use crate::body::{flag, ids, text};
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::world::{CodeError, World, lower_case};

/// The application in the body, or the one that calls, is not the one that sent the card.
const OTHER_APPLICATION: i32 = 42015;
/// The code is unknown or expired.
const CODE_INVALID: i32 = 60140;
const CODE_USED: i32 = 42022;

impl AppMessages {
    pub(crate) fn update_template_card(
        &mut self,
        world: &World,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let code = text(body, "response_code");
        if world.names_another(application, body) {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let card = self.cards.find(code, world.now).map_err(|error| match error {
            CodeError::Invalid => Reply::error(CODE_INVALID),
            CodeError::Used => Reply::error(CODE_USED),
        })?;
        if card.application != application {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let has_card = |user: &String| may_have_got(&card.recipients, user) && world.settings.has_person(user);
        let (users, others): (Vec<_>, Vec<_>) = ids(body, "userids").into_iter().partition(has_card);
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

/// The sandbox does not know who is in a department or has a tag, so any user may have got a card that went to one.
fn may_have_got(recipients: &Delivery, user: &str) -> bool {
    let named = || recipients.users.iter().any(|recipient| recipient.to_lowercase() == user.to_lowercase());
    recipients.everyone || !recipients.parties.is_empty() || !recipients.tags.is_empty() || named()
}

//! `message/update_template_card`: changes a sent card by its response code.

use serde_json::Value;

use super::AppMessages;
use super::cards::{CardUpdate, Changed, OTHER_APPLICATION, named_members};
use crate::body::{flag, ids, text};
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::world::{World, lower_case};

impl AppMessages {
    pub(crate) fn update_template_card(
        &mut self,
        world: &World,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<(Reply, Option<Changed>), Reply> {
        let code = text(body, "response_code");
        if world.names_another(application, body) {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let (index, card) = self.cards.by_code(code, world.now)?;
        if card.application != application {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let has_card = |user: &String| card.recipients.may_include(user) && world.settings.has_person(user);
        let (users, others): (Vec<_>, Vec<_>) = ids(body, "userids").into_iter().partition(has_card);
        self.cards.use_up(code);
        let changed = self.cards.update(index, named_members(body, &users), &CardUpdate::of(body));
        record.delivery = Some(Delivery {
            everyone: flag(body, "atall"),
            users,
            parties: ids(body, "partyids"),
            tags: ids(body, "tagids"),
            ..Delivery::default()
        });
        if others.is_empty() {
            return Ok((Reply::ok(), changed));
        }
        Ok((Reply::ok().with("invaliduser", lower_case(others)), changed))
    }
}

//! `message/update_taskcard`: greys out the buttons of a task card, for the members it names. Its page (91579) was removed.

use serde_json::Value;

use super::AppMessages;
use super::cards::{CardUpdate, Changed, OTHER_APPLICATION};
use crate::body::{given, ids, text};
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::world::{World, lower_case};

/// No card of the application has this `task_id`.
const TASK_UNKNOWN: i32 = 42016;

/// The label where neither the card nor the request has one.
const HANDLED: &str = "已处理";

impl AppMessages {
    pub(crate) fn update_task_card(
        &mut self,
        world: &World,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<(Reply, Option<Changed>), Reply> {
        if world.names_another(application, body) {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let card = self.cards.task_card(application, text(body, "task_id"));
        let (index, card) = card.ok_or_else(|| Reply::error(TASK_UNKNOWN))?;
        let label = given(body, "replace_name").or_else(|| card.replace_name(text(body, "clicked_key")));
        let label = label.unwrap_or(HANDLED).to_owned();
        let has_card = |user: &String| card.recipients.may_include(user) && world.settings.has_person(user);
        let (users, others): (Vec<_>, Vec<_>) = ids(body, "userids").into_iter().partition(has_card);
        let changed = match users.as_slice() {
            [] => None,
            users => self.cards.update(index, Some(users), &CardUpdate::Label(label)),
        };
        record.delivery = Some(Delivery { users, ..Delivery::default() });
        if others.is_empty() {
            return Ok((Reply::ok(), changed));
        }
        Ok((Reply::ok().with("invaliduser", lower_case(others)), changed))
    }
}

//! `aibot_respond_update_msg`: replaces the card that was clicked, once and within 5 seconds.

use serde_json::Value;

use super::answerable::Asks;
use super::{AT_ONCE, Aibots};
use crate::body::{ids, text};
use crate::reply::Reply;
use crate::world::World;

/// Not the `task_id` of the card that was clicked.
const TASK_ID_INVALID: i32 = 846_625;

impl Aibots {
    /// The members of the body count in groups alone.
    pub(super) fn respond_update_msg(
        &mut self,
        world: &World,
        bot: usize,
        req_id: &str,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let is_asked = |asks: &Asks| matches!(asks, Asks::Update { .. });
        let answered = self.answerables.find(bot, req_id, (AT_ONCE, world.now), is_asked)?;
        let update = body.get("template_card").unwrap_or(&Value::Null);
        if let Asks::Update { card, task_id } = &answered.asks {
            if text(update, "task_id") != task_id {
                return Err(Reply::error(TASK_ID_INVALID));
            }
            let members = ids(body, "userids");
            let members = Some(members.as_slice()).filter(|members| answered.place.is_group && !members.is_empty());
            if let Some(message) = self.chats.message_mut(*card) {
                message.change_card(members, update);
            }
        }
        answered.is_answered = true;
        Ok(Reply::ok())
    }
}

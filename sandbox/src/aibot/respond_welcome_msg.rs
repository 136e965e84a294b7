//! `aibot_respond_welcome_msg`: greets the member who opened the chat, once and within 5 seconds.

use serde_json::Value;

use super::answerable::Asks;
use super::chat_message::ChatMessage;
use super::{AT_ONCE, Aibots};
use crate::received::Received;
use crate::reply::Reply;
use crate::world::World;

impl Aibots {
    pub(super) fn respond_welcome_msg(
        &mut self,
        world: &World,
        bot: usize,
        req_id: &str,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let is_asked = |asks: &Asks| *asks == Asks::Welcome;
        let answered = self.answerables.find(bot, req_id, (AT_ONCE, world.now), is_asked)?;
        let mut message = ChatMessage::new(bot, &answered.place, body);
        message.msgid = Some(answered.msgid.clone());
        self.chats.add_paced(world, message)?;
        answered.is_answered = true;
        record.delivery = Some(answered.place.delivery());
        Ok(Reply::ok())
    }
}

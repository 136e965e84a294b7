//! `aibot_send_msg`: a push into a chat.

use serde_json::Value;

use super::Aibots;
use super::chat_message::ChatMessage;
use crate::body::text;
use crate::received::Received;
use crate::reply::Reply;
use crate::world::World;

impl Aibots {
    pub(super) fn send_msg(
        &mut self,
        world: &World,
        bot: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let chat_type = body.get("chat_type").and_then(Value::as_u64).unwrap_or_default();
        let place = self.chats.named(world, bot, text(body, "chatid"), chat_type)?;
        self.uploads.require_media(world, bot, body)?;
        self.chats.add_paced(world, ChatMessage::new(bot, &place, body))?;
        record.delivery = Some(place.delivery());
        Ok(Reply::ok())
    }
}

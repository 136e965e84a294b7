//! `appchat/send`: to the members of a chat.

use serde_json::Value;

use super::Chats;
use crate::body::text;
use crate::received::Delivery;
use crate::reply::Reply;
use crate::sent::Sent;

impl Chats {
    pub(crate) fn send(&self, application: usize, body: &Value) -> Result<Sent, Reply> {
        let id = text(body, "chatid");
        let chat = self.find(id, application)?;
        Ok(Sent::to(Delivery { chats: vec![id.to_owned()], users: chat.users.clone(), ..Delivery::default() }))
    }
}

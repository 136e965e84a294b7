//! `appchat/send`: to the members of a chat.

use serde_json::Value;

use crate::answer::Reply;
use crate::directory::text;
use crate::received::Delivery;
use crate::sending::Sent;
use crate::wecom::Wecom;

impl Wecom {
    pub(crate) fn appchat_send(&self, application: usize, body: &Value) -> Result<Sent, Reply> {
        let id = text(body, "chatid");
        let chat = self.chats.find(id, application)?;
        let to = Delivery { chats: vec![id.to_owned()], users: chat.users.clone(), ..Delivery::default() };
        Ok(Sent { to, ..Sent::default() })
    }
}

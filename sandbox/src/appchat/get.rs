//! `appchat/get`: the chat as it is.

use serde_json::{Value, json};

use crate::answer::Reply;
use crate::directory::text;
use crate::wecom::Wecom;

impl Wecom {
    pub(crate) fn appchat_get(&self, application: usize, body: &Value) -> Result<Reply, Reply> {
        let id = text(body, "chatid");
        let chat = self.chats.find(id, application)?;
        let info = json!({
            "chatid": id, "name": chat.name, "owner": chat.owner, "userlist": chat.users, "chat_type": 0,
        });
        Ok(Reply::ok().with("chat_info", info))
    }
}

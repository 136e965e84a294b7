//! `appchat/get`: the name, owner and members of a chat.

use serde_json::{Value, json};

use super::Chats;
use crate::body::text;
use crate::reply::Reply;

impl Chats {
    pub(crate) fn get(&self, application: usize, body: &Value) -> Result<Reply, Reply> {
        let id = text(body, "chatid");
        let chat = self.find(id, application)?;
        let info = json!({
            "chatid": id, "name": chat.name, "owner": chat.owner, "userlist": chat.users, "chat_type": 0,
        });
        Ok(Reply::ok().with("chat_info", info))
    }
}

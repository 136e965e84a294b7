//! `appchat/create`: a chat with an id of the caller's choice, or one made up.

use serde_json::Value;

use super::{Chat, MEMBER_UNKNOWN};
use crate::answer::Reply;
use crate::directory::{given, ids, text};
use crate::wecom::Wecom;

const ID_TAKEN: i32 = 86215;

impl Wecom {
    pub(crate) fn appchat_create(&mut self, application: usize, body: &Value) -> Result<Reply, Reply> {
        let (users, unknown) = self.settings.persons(ids(body, "userlist"));
        if !unknown.is_empty() {
            return Err(Reply::error(MEMBER_UNKNOWN).because(unknown.join("|")));
        }
        // WeCom picks anyone as the owner; here it is the first.
        let owner = given(body, "owner").or(users.first().map(String::as_str)).unwrap_or_default().to_owned();
        let mut chat = Chat { application, name: String::new(), owner, users };
        chat.named(text(body, "name"));
        chat.check()?;
        let id = given(body, "chatid").map_or_else(|| self.ids.next(2), str::to_owned);
        if self.chats.0.contains_key(&id) {
            return Err(Reply::error(ID_TAKEN));
        }
        self.chats.0.insert(id.clone(), chat);
        Ok(Reply::ok().with("chatid", id))
    }
}

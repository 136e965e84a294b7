//! `appchat/create`: a chat whose id the caller chooses or WeCom makes up.

use serde_json::Value;

use super::{Chat, Chats, MEMBER_UNKNOWN};
use crate::body::{given, ids, text};
use crate::reply::Reply;
use crate::world::World;

const ID_TAKEN: i32 = 86215;

impl Chats {
    pub(crate) fn create(&mut self, world: &mut World, application: usize, body: &Value) -> Result<Reply, Reply> {
        let (users, unknown) = world.settings.persons(ids(body, "userlist"));
        if !unknown.is_empty() {
            return Err(Reply::error(MEMBER_UNKNOWN).because(unknown.join("|")));
        }
        // WeCom picks a random owner; the sandbox takes the first member.
        let owner = given(body, "owner").or(users.first().map(String::as_str)).unwrap_or_default().to_owned();
        let mut chat = Chat { application, name: String::new(), owner, users };
        chat.rename(text(body, "name"));
        chat.check()?;
        let id = given(body, "chatid").map_or_else(|| world.ids.next(32), str::to_owned);
        if self.0.contains_key(&id) {
            return Err(Reply::error(ID_TAKEN));
        }
        self.0.insert(id.clone(), chat);
        Ok(Reply::ok().with("chatid", id))
    }
}

//! `appchat/update`: another name or owner, members added and removed.

use serde_json::Value;

use super::{Chats, MEMBER_UNKNOWN, same_user};
use crate::body::{given, ids, text};
use crate::reply::Reply;
use crate::world::World;

impl Chats {
    pub(crate) fn update(&mut self, world: &World, application: usize, body: &Value) -> Result<Reply, Reply> {
        let id = text(body, "chatid");
        let mut chat = self.find(id, application)?.clone();
        let (added, unknown) = world.settings.persons(ids(body, "add_user_list"));
        if !unknown.is_empty() {
            return Err(Reply::error(MEMBER_UNKNOWN).because(unknown.join("|")));
        }
        for user in added {
            if !chat.has(&user) {
                chat.users.push(user);
            }
        }
        let removed = ids(body, "del_user_list");
        chat.users.retain(|user| !removed.iter().any(|removed| same_user(removed, user)));
        if let Some(name) = given(body, "name") {
            chat.rename(name);
        }
        if let Some(owner) = given(body, "owner") {
            owner.clone_into(&mut chat.owner);
        }
        chat.check()?;
        self.0.insert(id.to_owned(), chat);
        Ok(Reply::ok())
    }
}

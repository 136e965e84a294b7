//! Group chats of an application.

mod create;
mod get;
mod send;
mod update;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::reply::Reply;

const CHAT_UNKNOWN: i32 = 86003;
const OTHER_APPLICATION: i32 = 86008;
const TOO_FEW_OR_MANY: i32 = 86006;
const OWNER_IS_NO_MEMBER: i32 = 86207;
/// The code list has 86007 as well, and no page says which of the two WeCom answers.
const MEMBER_UNKNOWN: i32 = 86216;

const MEMBERS: RangeInclusive<usize> = 2..=2000;

/// A longer name is cut to this number of characters.
const NAME: usize = 50;

/// The chats, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Chats(HashMap<String, Chat>);

#[derive(Clone, Debug)]
struct Chat {
    application: usize,
    name: String,
    owner: String,
    users: Vec<String>,
}

impl Chats {
    /// The chat, if this application created it.
    fn find(&self, id: &str, application: usize) -> Result<&Chat, Reply> {
        let chat = self.0.get(id).ok_or_else(|| Reply::error(CHAT_UNKNOWN))?;
        if chat.application == application { Ok(chat) } else { Err(Reply::error(OTHER_APPLICATION)) }
    }
}

impl Chat {
    fn rename(&mut self, name: &str) {
        self.name = name.chars().take(NAME).collect();
    }

    fn has(&self, user: &str) -> bool {
        self.users.iter().any(|member| same_user(member, user))
    }

    /// An error if the members or the owner are not allowed.
    fn check(&self) -> Result<(), Reply> {
        if !MEMBERS.contains(&self.users.len()) {
            return Err(Reply::error(TOO_FEW_OR_MANY));
        }
        if self.has(&self.owner) { Ok(()) } else { Err(Reply::error(OWNER_IS_NO_MEMBER)) }
    }
}

/// Ids are compared without regard to case.
fn same_user(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

//! Where a bot can be: single chats with members, and groups.

use crate::received::Delivery;

/// A chat.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The member of a single chat, or the id of a group.
    pub(crate) id: String,
    pub(crate) is_group: bool,
}

impl Place {
    pub(crate) fn single(member: &str) -> Self {
        Self { id: member.to_owned(), is_group: false }
    }

    pub(crate) fn group(id: &str) -> Self {
        Self { id: id.to_owned(), is_group: true }
    }

    pub(super) fn delivery(&self) -> Delivery {
        let ids = vec![self.id.clone()];
        if self.is_group {
            Delivery { chats: ids, ..Delivery::default() }
        } else {
            Delivery { users: ids, ..Delivery::default() }
        }
    }
}

//! The recipients of a message.

use std::fmt;

use serde_json::{Value, json};

/// The recipients that a message was delivered to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// Everyone in the application's visible range.
    pub everyone: bool,
    /// Members, as the request wrote them; for a group chat, the members of the chat.
    pub users: Vec<String>,
    /// Tickets of the member picker, which stand for the members who were picked.
    pub tickets: Vec<String>,
    /// Departments, and the classes of a school.
    pub parties: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Group chats of an application, and customer groups.
    pub chats: Vec<String>,
    /// Parents.
    pub parents: Vec<String>,
    /// Students whose parents got the message.
    pub parents_of: Vec<String>,
    /// Students who got the message themselves.
    pub students: Vec<String>,
    /// Customers.
    pub customers: Vec<String>,
    /// The robot whose group got the message, counted from one.
    pub robot: Option<usize>,
}

impl Delivery {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the member may have got the message. The sandbox does not know who is in a department or has a tag, so any
    /// member may have got one that went to those.
    pub(crate) fn may_include(&self, member: &str) -> bool {
        let is_named = || self.users.iter().any(|user| user.to_lowercase() == member.to_lowercase());
        self.everyone || !self.parties.is_empty() || !self.tags.is_empty() || is_named()
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "everyone": self.everyone,
            "users": self.users,
            "tickets": self.tickets,
            "parties": self.parties,
            "tags": self.tags,
            "chats": self.chats,
            "parents": self.parents,
            "parents_of": self.parents_of,
            "students": self.students,
            "customers": self.customers,
            "robot": self.robot,
        })
    }
}

/// All ids, joined: `lisi|wangwu`.
impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut to: Vec<String> = self.everyone.then(|| "@all".to_owned()).into_iter().collect();
        for ids in [&self.users, &self.tickets, &self.parties, &self.tags, &self.chats, &self.parents] {
            to.extend(ids.iter().cloned());
        }
        to.extend(self.parents_of.iter().map(|student| format!("parents of {student}")));
        to.extend(self.students.iter().chain(&self.customers).cloned());
        to.extend(self.robot.map(|robot| format!("the group of robot {robot}")));
        f.write_str(&to.join("|"))
    }
}

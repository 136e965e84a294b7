//! What all callbacks have in common.

use crate::message::read::reader::{FromMembers, Members};

/// The elements that all callbacks have; each is empty or `None` if the callback lacks it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Head {
    /// The receiver: the corp id.
    pub to_user_name: String,
    /// Who did it: the user id of a member, or `sys`. Customer service events have none.
    pub from_user_name: String,
    /// When, in Unix seconds.
    pub create_time: Option<i64>,
    /// `text`, `image`, … for a message, `event` for an event.
    pub msg_type: String,
    /// The kind of event; upper and lower case matter.
    pub event: String,
    /// The id of a message.
    pub msg_id: String,
    /// The application; customer contact and customer service events have none.
    pub agent_id: Option<i64>,
    /// A provider's application, in its commands.
    pub suite_id: String,
    /// The kind of command; those have no `msg_type`.
    pub info_type: String,
}

impl Head {
    /// Whether it is a command for a provider's application, and not a message or an event.
    pub fn is_command(&self) -> bool {
        self.msg_type.is_empty() && !self.info_type.is_empty()
    }
}

impl FromMembers for Head {
    fn from_members(members: &mut Members<'_>) -> Option<Self> {
        let mut id = |name: &str| members.string(name).trim().to_owned();
        Some(Self {
            to_user_name: id("ToUserName"),
            from_user_name: id("FromUserName"),
            msg_type: id("MsgType"),
            event: id("Event"),
            msg_id: id("MsgId"),
            suite_id: id("SuiteId"),
            info_type: id("InfoType"),
            create_time: members.take("CreateTime").or_else(|| members.take("TimeStamp")),
            // Retired callbacks spell it in the second way.
            agent_id: members.take("AgentID").or_else(|| members.take("AgentId")),
        })
    }
}

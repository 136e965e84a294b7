//! A message as a chat with a bot shows it.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};

use super::place::Place;
use crate::body::{given, text};

/// A message in a chat with a bot: of a member, or of the bot as it looks at the moment.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatMessage {
    /// Counted from one, over all chats.
    pub number: u64,
    /// The time since the sandbox started.
    pub at: Duration,
    /// The member of a single chat, or the id of a group.
    pub chat: String,
    /// Whether the chat is a group.
    pub is_group: bool,
    /// The member who wrote it; `None` if it is the bot's.
    pub member: Option<String>,
    /// The message: `{"msgtype":"markdown","markdown":{"content":…}}`. Of a stream it is the text so far.
    pub body: Value,
    /// The `msgid` of the message, event or click that it answers; of a member's message, its own `msgid`.
    pub msgid: Option<String>,
    /// If it is a stream, how far it is.
    pub stream: Option<StreamState>,
    /// The number of frames that made it what it is.
    pub frames: u32,
    /// The id by which members rate it.
    pub feedback_id: Option<String>,
    /// The bot, by its index in the settings.
    pub(crate) bot: usize,
    /// Cards that are no longer as they were sent, by members.
    pub(super) changed: BTreeMap<String, Value>,
}

/// How far a stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamState {
    /// It grows.
    Growing,
    /// The bot ended it.
    Finished,
    /// It ended by itself: the bot did not end it in time.
    Expired,
}

impl ChatMessage {
    pub(super) fn new(bot: usize, place: &Place, body: &Value) -> Self {
        let body = content(body);
        let feedback_id = feedback_id(&body);
        let (chat, is_group) = (place.id.clone(), place.is_group);
        Self {
            number: 0,
            at: Duration::ZERO,
            chat,
            is_group,
            member: None,
            body,
            msgid: None,
            stream: None,
            frames: 1,
            feedback_id,
            bot,
            changed: BTreeMap::new(),
        }
    }

    /// The text, if it is a text, a markdown or a stream.
    pub fn text(&self) -> Option<&str> {
        let content = self.body.get(text(&self.body, "msgtype"))?;
        content.get("content").and_then(Value::as_str)
    }

    /// The card as a member sees it; `None` if the message is no card.
    pub fn card(&self, member: &str) -> Option<&Value> {
        self.changed.get(member).or_else(|| self.body.get("template_card"))
    }

    /// The `task_id` of its card.
    pub(super) fn task_id(&self) -> Option<&str> {
        given(self.body.get("template_card")?, "task_id")
    }

    pub(super) fn is_seen_by(&self, member: &str) -> bool {
        self.is_group || self.chat == member
    }

    /// Replaces the text of a stream.
    pub(super) fn refresh(&mut self, body: &Value) {
        self.body = content(body);
        self.frames += 1;
    }

    /// Replaces the card for these members, or for all.
    pub(super) fn change_card(&mut self, members: Option<&[String]>, card: &Value) {
        self.frames += 1;
        if let Some(feedback) = card.get("feedback") {
            self.feedback_id = given(feedback, "id").map(str::to_owned);
        }
        if let Some(members) = members {
            self.changed.extend(members.iter().map(|member| (member.clone(), card.clone())));
        } else {
            self.changed.clear();
            self.body = json!({"msgtype": "template_card", "template_card": card});
        }
    }

    /// The JSON that `GET /sandbox/aibot` shows.
    pub fn to_json(&self) -> Value {
        let state = self.stream.map(|state| match state {
            StreamState::Growing => "growing",
            StreamState::Finished => "finished",
            StreamState::Expired => "expired",
        });
        json!({
            "number": self.number,
            "at_ms": u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX),
            "aibot": self.bot + 1,
            "chat": self.chat,
            "group": self.is_group,
            "member": self.member,
            "body": self.body,
            "msgid": self.msgid,
            "stream": state,
            "frames": self.frames,
            "feedback_id": self.feedback_id,
            "changed": self.changed,
        })
    }
}

/// The message in a body, without the chat that it goes to.
fn content(body: &Value) -> Value {
    let msgtype = text(body, "msgtype");
    json!({"msgtype": msgtype, msgtype: body.get(msgtype)})
}

fn feedback_id(content: &Value) -> Option<String> {
    let message = content.get(text(content, "msgtype"))?;
    given(message.get("feedback")?, "id").map(str::to_owned)
}

//! The life of a mass message: dispatched to members as tasks, sent when they confirm, or cancelled.

use std::time::Duration;

use serde_json::{Value, json};

use super::{CustomerContact, Customers};
use crate::reply::Reply;

const ID_UNKNOWN: i32 = 41047;

/// How long WeCom takes to hand the tasks to the members.
const DISPATCHING: Duration = Duration::from_secs(10);

/// The period in which a customer or group takes [`MOST_A_MONTH`] messages. WeCom counts by calendar months.
const MONTH: Duration = Duration::from_secs(30 * 24 * 60 * 60);
const MOST_A_MONTH: usize = 30;

/// The mass messages in the order of their creation.
#[derive(Debug, Default)]
pub(super) struct MassMessages(pub(super) Vec<MassMessage>);

impl MassMessages {
    /// The mass message of that id, if it is one of this corporation.
    pub(super) fn find(&mut self, id: &str, corp_id: &str) -> Result<&mut MassMessage, Reply> {
        let mut messages = self.0.iter_mut();
        let message = messages.find(|message| message.id == id && message.corp_id == corp_id);
        message.ok_or_else(|| Reply::error(ID_UNKNOWN))
    }
}

#[derive(Debug)]
pub(super) struct MassMessage {
    pub(super) id: String,
    pub(super) corp_id: String,
    /// `single` or `group`.
    pub(super) chat_type: String,
    /// The text and the attachments, as the request had them.
    pub(super) body: Value,
    /// Since the start of the sandbox.
    pub(super) created: Duration,
    /// In seconds since 1970.
    pub(super) created_at: u64,
    pub(super) tasks: Vec<Task>,
    pub(super) is_dispatched: bool,
    pub(super) is_cancelled: bool,
    pub(super) reminders: Vec<Duration>,
}

/// What one member has to send.
#[derive(Debug)]
pub(super) struct Task {
    pub(super) member: String,
    pub(super) sent_at: Option<u64>,
    pub(super) recipients: Vec<Recipient>,
}

/// A customer or a group.
#[derive(Debug)]
pub(super) struct Recipient {
    pub(super) id: String,
    pub(super) status: Status,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Waiting = 0,
    Sent = 1,
    NotAFriend = 2,
    LimitReached = 3,
}

impl Task {
    pub(super) fn new(member: String, recipients: Vec<String>) -> Self {
        let recipients = recipients.into_iter().map(|id| Recipient { id, status: Status::Waiting });
        Self { member, sent_at: None, recipients: recipients.collect() }
    }
}

impl MassMessage {
    pub(super) fn is_for_groups(&self) -> bool {
        self.chat_type == "group"
    }

    pub(super) fn is_being_dispatched(&self, now: Duration) -> bool {
        !self.is_dispatched && now < self.created + DISPATCHING
    }

    /// The member confirms and so sends. `false` if the member has no task that waits.
    pub(super) fn confirm(&mut self, member: &str, now: Duration, timestamp: u64, customers: &mut Customers) -> bool {
        let is_theirs = |task: &&mut Task| task.member.eq_ignore_ascii_case(member) && task.sent_at.is_none();
        let Some(task) = self.tasks.iter_mut().find(is_theirs).filter(|_| !self.is_cancelled) else { return false };
        self.is_dispatched = true;
        task.sent_at = Some(timestamp);
        for recipient in &mut task.recipients {
            recipient.status = customers.take(&recipient.id, now);
        }
        true
    }

    /// As it is now, for the page.
    fn to_json(&self) -> Value {
        let recipient = |recipient: &Recipient| json!({"id": recipient.id, "status": recipient.status as i64});
        let task = |task: &Task| {
            let recipients: Vec<Value> = task.recipients.iter().map(recipient).collect();
            json!({"member": task.member, "sent": task.sent_at.is_some(), "recipients": recipients})
        };
        let tasks: Vec<Value> = self.tasks.iter().map(task).collect();
        json!({"message_id": self.id, "chat_type": self.chat_type, "cancelled": self.is_cancelled, "tasks": tasks})
    }

    /// The members who have not sent it.
    pub(super) fn waiting_members(&self) -> Vec<String> {
        self.tasks.iter().filter(|task| task.sent_at.is_none()).map(|task| task.member.clone()).collect()
    }
}

impl CustomerContact {
    /// The mass message as it is now, for the page.
    pub(crate) fn mass_message_to_json(&self, id: &str) -> Value {
        self.mass_messages.0.iter().find(|message| message.id == id).map_or(Value::Null, MassMessage::to_json)
    }
}

impl Customers {
    /// A mass message arrives at a customer or group, unless it cannot.
    fn take(&mut self, id: &str, now: Duration) -> Status {
        if self.left.iter().any(|left| left == id) {
            return Status::NotAFriend;
        }
        let taken = self.mass_messages.entry(id.to_owned()).or_default();
        taken.retain(|at| now < *at + MONTH);
        if taken.len() == MOST_A_MONTH {
            return Status::LimitReached;
        }
        taken.push(now);
        Status::Sent
    }
}

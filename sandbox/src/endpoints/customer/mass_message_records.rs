//! `externalcontact/get_groupmsg_list_v2`, `get_groupmsg_task` and `get_groupmsg_send_result`: the state of mass
//! messages.

use serde_json::{Map, Value, json};
use wecom_schema::judge::BAD_PARAMETER;

use super::CustomerContact;
use super::mass_message::{MassMessage, Status, Task};
use crate::body::{given, text};
use crate::endpoints::page::{Limit, page};
use crate::reply::Reply;
use crate::world::World;

const MESSAGES: Limit = Limit { most: 100, default: 50 };
const TASKS: Limit = Limit { most: 1000, default: 500 };
const RESULTS: Limit = Limit { most: 1000, default: 500 };

/// The longest time between start and end: 31 days.
const MONTH: i64 = 31 * 24 * 60 * 60;

/// A `filter_type`: messages that members created themselves, which the sandbox has none of.
const BY_MEMBERS: i64 = 1;

const BEING_DISPATCHED: i32 = 41063;

/// A task's `status`.
const TASK_WAITING: i64 = 0;
const TASK_SENT: i64 = 2;

impl CustomerContact {
    pub(crate) fn mass_messages(&self, world: &World, application: usize, body: &Value) -> Result<Reply, Reply> {
        let time = |name: &str| body.get(name).and_then(Value::as_i64).unwrap_or_default();
        let (start, end) = (time("start_time"), time("end_time"));
        if !(0..=MONTH).contains(&end.saturating_sub(start)) {
            return Err(Reply::error(BAD_PARAMETER).because("start_time and end_time are more than a month apart"));
        }
        let by_members = body.get("filter_type").and_then(Value::as_i64) == Some(BY_MEMBERS);
        let chat_type = text(body, "chat_type");
        let is_listed = |message: &&MassMessage| {
            message.corp_id == world.corp_id(application)
                && message.chat_type == chat_type
                && i64::try_from(message.created_at).is_ok_and(|created| (start..=end).contains(&created))
                // Applications created them all: they have no creator.
                && !by_members
                && given(body, "creator").is_none()
        };
        let messages = self.mass_messages.0.iter().filter(is_listed).map(entry).collect();
        let (messages, next) = page(messages, &MESSAGES, body)?;
        Ok(Reply::ok().with("next_cursor", next).with("group_msg_list", messages))
    }

    pub(crate) fn mass_message_tasks(
        &mut self,
        world: &World,
        application: usize,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let message = self.dispatched(world, application, body)?;
        let (tasks, next) = page(message.tasks.iter().map(task).collect(), &TASKS, body)?;
        Ok(Reply::ok().with("next_cursor", next).with("task_list", tasks))
    }

    pub(crate) fn mass_message_results(
        &mut self,
        world: &World,
        application: usize,
        body: &Value,
    ) -> Result<Reply, Reply> {
        let message = self.dispatched(world, application, body)?;
        let member = text(body, "userid");
        let task = message.tasks.iter().find(|task| task.member.eq_ignore_ascii_case(member));
        let results = task.map_or_else(Vec::new, |task| results(message, task));
        let (results, next) = page(results, &RESULTS, body)?;
        Ok(Reply::ok().with("next_cursor", next).with("send_list", results))
    }

    /// The mass message that a body names, if its tasks have been dispatched.
    fn dispatched(&mut self, world: &World, application: usize, body: &Value) -> Result<&MassMessage, Reply> {
        let message = self.mass_messages.find(text(body, "msgid"), world.corp_id(application))?;
        if message.is_being_dispatched(world.now) { Err(Reply::error(BEING_DISPATCHED)) } else { Ok(message) }
    }
}

fn entry(message: &MassMessage) -> Value {
    let attachments = message.body.get("attachments").and_then(Value::as_array);
    json!({
        "msgid": message.id,
        "create_time": message.created_at,
        "create_type": 0,
        "text": { "content": message.body.get("text").map_or("", |it| text(it, "content")) },
        "attachments": attachments.into_iter().flatten().cloned().map(as_listed).collect::<Vec<_>>(),
    })
}

/// An attachment without the members that WeCom leaves out of the list.
fn as_listed(mut attachment: Value) -> Value {
    let left_out = |kind: &str, has_media: bool| match kind {
        "miniprogram" => Some("pic_media_id"),
        "image" if has_media => Some("pic_url"),
        _ => None,
    };
    let kind = text(&attachment, "msgtype").to_owned();
    if let Some(Value::Object(content)) = attachment.get_mut(&kind) {
        let has_media = content.contains_key("media_id");
        if let Some(name) = left_out(&kind, has_media) {
            content.remove(name);
        }
    }
    attachment
}

fn task(task: &Task) -> Value {
    match task.sent_at {
        Some(at) => json!({ "userid": task.member, "status": TASK_SENT, "send_time": at }),
        None => json!({ "userid": task.member, "status": TASK_WAITING }),
    }
}

/// Groups are listed once the member has chosen and sent to them.
fn results(message: &MassMessage, task: &Task) -> Vec<Value> {
    let name = if message.is_for_groups() { "chat_id" } else { "external_userid" };
    let recipients = task.recipients.iter();
    let listed = recipients.filter(|recipient| !message.is_for_groups() || recipient.status == Status::Sent);
    let result = listed.map(|recipient| {
        let mut result = Map::new();
        result.insert(name.to_owned(), recipient.id.as_str().into());
        result.insert("userid".to_owned(), task.member.as_str().into());
        result.insert("status".to_owned(), (recipient.status as i64).into());
        if let (Status::Sent, Some(at)) = (recipient.status, task.sent_at) {
            result.insert("send_time".to_owned(), at.into());
        }
        Value::Object(result)
    });
    result.collect()
}

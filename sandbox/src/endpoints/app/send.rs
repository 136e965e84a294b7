//! `message/send`: delivers to the valid recipients; the answer has the message's id and the invalid recipients.

use serde_json::Value;
use wecom_schema::model::{Channel, Message};

use super::{AppMessages, SentMessage};
use crate::body::{given, ids, joined_ids};
use crate::received::{Delivery, Received};
use crate::reply::Reply;
use crate::sent::Sent;
use crate::world::{Settings, World, lower_case};

/// The `touser` that addresses everyone in the application's visible range.
const EVERYONE: &str = "@all";

impl AppMessages {
    pub(crate) fn send(
        &mut self,
        world: &mut World,
        channel: &Channel,
        message: &Message,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Sent, Reply> {
        let Sent { mut reply, to } = address(&world.settings, body)?;
        record.findings.extend(self.repeated_task_id(application, &message.msgtype, body));
        let id = world.ids.next(48);
        self.sent.insert(id.clone(), SentMessage { application, at: world.now });
        let content = body.get(&message.msgtype).unwrap_or(&Value::Null);
        if matches!(message.msgtype.as_str(), "taskcard" | "interactive_taskcard") {
            self.cards.keep(application, &to, &id, content);
        }
        for response in &message.responses {
            if channel.has_any(message.object, body, &response.any_of) {
                let code = self.cards.add(world, application, &to, &id, content);
                reply = reply.with(&response.member, code);
            }
        }
        reply = reply.with("msgid", id);
        Ok(Sent { reply, to })
    }

    /// What is wrong with the card's `task_id`: WeCom wants one of its own for each card of an application. No page says
    /// what it answers otherwise, so the card is delivered.
    fn repeated_task_id(&mut self, application: usize, msgtype: &str, body: &Value) -> Option<String> {
        let id = given(body.get(msgtype)?, "task_id")?;
        let is_new = self.task_ids.insert((application, id.to_owned()));
        (!is_new).then(|| format!("{msgtype}.task_id: this application has sent a card with this id before"))
    }
}

/// Separates the valid recipients from the others. With `only_unauth` the tickets are the only recipients.
fn address(settings: &Settings, body: &Value) -> Result<Sent, Reply> {
    let tickets = ids(body, "selected_ticket_list");
    if !tickets.is_empty() && body.get("only_unauth") == Some(&Value::Bool(true)) {
        return Ok(Sent::to(Delivery { tickets, ..Delivery::default() }));
    }
    let users = joined_ids(body, "touser");
    if users == [EVERYONE] {
        return Ok(Sent::to_everyone());
    }
    let (known, invalid_users) = settings.persons(users);
    let licensed = |user: &String| !settings.unlicensed_users.contains(&user.to_lowercase());
    let (users, unlicensed_users) = known.into_iter().partition(licensed);
    let (parties, invalid_parties) = settings.parties(joined_ids(body, "toparty"));
    let (tags, invalid_tags) = settings.tags(joined_ids(body, "totag"));
    let to = Delivery { users, tickets, parties, tags, ..Delivery::default() };
    let invalid = [
        ("invaliduser", lower_case(invalid_users)),
        ("invalidparty", invalid_parties),
        ("invalidtag", invalid_tags),
        ("unlicenseduser", lower_case(unlicensed_users)),
    ];
    Sent::reaching(to, invalid.map(|(name, ids)| (name, ids.join("|").into())))
}

//! `message/send`: delivers to the valid recipients; the answer has the message's id and the invalid recipients.

use serde_json::Value;
use wecom_schema::model::{Channel, Message};

use super::{AppMessages, SentMessage};
use crate::body::{ids, joined_ids};
use crate::received::Delivery;
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
    ) -> Result<Sent, Reply> {
        let Sent { mut reply, to } = address(&world.settings, body)?;
        let id = world.ids.next(48);
        self.sent.insert(id.clone(), SentMessage { application, at: world.now });
        for response in &message.responses {
            if channel.has_any(message.object, body, &response.any_of) {
                let code = self.cards.add(world, application, &to, &id, body);
                reply = reply.with(&response.member, code);
            }
        }
        reply = reply.with("msgid", id);
        Ok(Sent { reply, to })
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

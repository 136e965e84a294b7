//! `message/send`: delivered to those who are there; the answer names the message, and the others.

use serde_json::Value;
use wecom_schema::model::{Channel, Message};

use super::Card;
use super::update_template_card::CODE_LIFETIME;
use crate::answer::Reply;
use crate::directory::joined_ids;
use crate::received::Delivery;
use crate::sending::{Sent, reached};
use crate::settings::Settings;
use crate::wecom::Wecom;

/// The recipient that stands for everyone in the application's visible range.
const EVERYONE: &str = "@all";

impl Wecom {
    pub(crate) fn message_send(
        &mut self,
        channel: &Channel,
        message: &Message,
        application: usize,
        body: &Value,
    ) -> Result<Sent, Reply> {
        let Sent { mut reply, to } = self.settings.address(body)?;
        let id = self.ids.next(3);
        self.sent_messages.add(id.clone(), application, self.now);
        reply = reply.with("msgid", id);
        for response in &message.responses {
            if channel.has_any(message.object, body, &response.any_of) {
                let code = self.ids.next(2);
                let card = Card { application, recipients: to.clone() };
                self.cards.add(code.clone(), card, self.now + CODE_LIFETIME);
                reply = reply.with(&response.member, code);
            }
        }
        Ok(Sent { reply, to })
    }
}

impl Settings {
    /// Sorts the recipients of a message.
    fn address(&self, body: &Value) -> Result<Sent, Reply> {
        let users = joined_ids(body, "touser");
        if users == [EVERYONE] {
            return Ok(Sent { reply: Reply::ok(), to: Delivery { everyone: true, ..Delivery::default() } });
        }
        let (known, invalid_users) = self.persons(users);
        let licensed = |user: &String| !self.unlicensed_users.contains(&user.to_lowercase());
        let (users, unlicensed_users) = known.into_iter().partition(licensed);
        let (parties, invalid_parties) = self.parties(joined_ids(body, "toparty"));
        let (tags, invalid_tags) = self.tags(joined_ids(body, "totag"));
        let to = Delivery { users, parties, tags, ..Delivery::default() };
        let lists = [
            ("invaliduser", lower_case(invalid_users)),
            ("invalidparty", invalid_parties),
            ("invalidtag", invalid_tags),
            ("unlicenseduser", lower_case(unlicensed_users)),
        ];
        reached(to, lists.map(|(name, ids)| (name, ids.join("|").into())))
    }
}

/// Ids are compared without regard to case, and the lists of an answer are in lower case.
pub(crate) fn lower_case(ids: Vec<String>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_lowercase()).collect()
}

//! What every endpoint that messages are pushed through does with them, before it is asked who gets them.

use serde_json::Value;
use wecom_schema::judge::BAD_MSGTYPE;
use wecom_schema::model::{Channel, Message, Needed};

use crate::answer::Reply;
use crate::credentials::Caller;
use crate::directory::text;
use crate::duplicates::{self, Asked};
use crate::received::{Delivery, Received};
use crate::wecom::{Wecom, judged};

/// The `agentid` in the body is not the token's application.
const OTHER_APPLICATION: i32 = 301_002;

/// None of the recipients is valid; nothing is sent.
const NOBODY_LEFT: i32 = 81013;

/// A message that was taken.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    pub(crate) reply: Reply,
    pub(crate) to: Delivery,
}

/// Success, or that nobody is left; with the lists of those who are not reached either way.
pub(crate) fn reached(to: Delivery, unreached: impl IntoIterator<Item = (&'static str, Value)>) -> Result<Sent, Reply> {
    let reply = if to.is_empty() { Reply::error(NOBODY_LEFT) } else { Reply::ok() };
    let named = unreached.into_iter().filter(|(_, ids)| *ids != "" && *ids != Value::Array(Vec::new()));
    let reply = named.fold(reply, |reply, (name, ids)| reply.with(name, ids));
    if to.is_empty() { Err(reply) } else { Ok(Sent { reply, to }) }
}

impl Wecom {
    /// Takes a message, or says why not.
    pub(crate) fn send(
        &mut self,
        channel: &Channel,
        caller: Caller,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        judged(channel.judge_send(body), record)?;
        let msgtype = text(body, "msgtype");
        let Some(message) = channel.messages.iter().find(|message| message.msgtype == msgtype) else {
            return Err(Reply::error(BAD_MSGTYPE)); // judged before: there is no such message
        };
        self.has_what_it_needs(channel, message, body)?;
        let application = match caller {
            Caller::Application(application) => application,
            Caller::Robot(robot) => {
                let Sent { reply, to } = self.robot_send(robot, message, body)?;
                record.delivery = Some(to);
                return Ok(reply);
            }
        };
        if self.names_another(application, body) {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let asked = Asked::new(channel, application, body);
        let interval = duplicates::interval(channel, message, body);
        if interval.is_some()
            && let Some(earlier) = self.duplicates.find(&asked, self.now)
        {
            return Ok(earlier);
        }
        let Sent { reply, to } = match channel.path.as_deref() {
            Some("cgi-bin/message/send") => self.message_send(channel, message, application, body)?,
            Some("cgi-bin/appchat/send") => self.appchat_send(application, body)?,
            Some("cgi-bin/linkedcorp/message/send") => self.linked_corp_send(body)?,
            Some("cgi-bin/externalcontact/message/send") => self.school_send(body)?,
            Some("cgi-bin/kf/send_msg") => self.kf_send(body)?,
            _ => Sent::default(),
        };
        if let Some(interval) = interval {
            self.duplicates.remember(asked, interval, self.now, reply.clone());
        }
        record.delivery = Some(to);
        Ok(reply)
    }

    /// Whether the body names an application that is not the one that asks.
    pub(crate) fn names_another(&self, application: usize, body: &Value) -> bool {
        let agent_id = self.application(application).map(|application| application.agent_id);
        body.get("agentid").is_some_and(|id| id.as_i64() != agent_id)
    }

    fn has_what_it_needs(&self, channel: &Channel, message: &Message, body: &Value) -> Result<(), Reply> {
        let lacking = |needed| match needed {
            Needed::CallbackUrl => !self.settings.callback_url,
        };
        let mut needs = message.needs.iter();
        match needs.find(|need| lacking(need.what) && channel.has_any(message.object, body, &need.any_of)) {
            Some(need) => Err(Reply::error(need.errcode)),
            None => Ok(()),
        }
    }
}

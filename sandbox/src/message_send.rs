//! `message/send`: judged by the descriptions, then delivered to those who are there.

use std::time::Duration;

use serde_json::Value;
use wecom_schema::model::{Channel, Message, Needed};

use crate::answer::Reply;
use crate::received::Received;
use crate::wecom::{Wecom, judged};

/// The `agentid` in the body is not the token's application.
const OTHER_APPLICATION: i32 = 301_002;

impl Wecom {
    pub(crate) fn message_send(
        &mut self,
        channel: &Channel,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        judged(channel.judge_send(body), record)?;
        let agent_id = self.application(application).map(|application| application.agent_id);
        if body.get("agentid").is_some_and(|id| id.as_i64() != agent_id) {
            return Err(Reply::error(OTHER_APPLICATION));
        }
        let msgtype = body.get("msgtype").and_then(Value::as_str);
        let Some(message) = channel.messages.iter().find(|message| msgtype == Some(&message.msgtype)) else {
            return Err(Reply::error(wecom_schema::judge::BAD_PARAMETER)); // judged before: there is no such message
        };
        self.has_what_it_needs(channel, message, body)?;

        let interval = duplicate_interval(channel, message, body);
        if interval.is_some() {
            if let Some(earlier) = self.duplicates.find(application, body, self.now) {
                return Ok(earlier);
            }
        }
        let addressed = self.settings.address(body);
        let mut reply = addressed.reply();
        if addressed.reached.is_empty() {
            return Err(reply);
        }
        let id = self.ids.next(3);
        self.sent_messages.add(id.clone(), application, self.now);
        reply = reply.with("msgid", id);
        for response in &message.responses {
            if channel.has_any(message.object, body, &response.any_of) {
                let code = self.ids.next(2);
                self.response_codes.add(code.clone(), application, addressed.reached.clone(), self.now);
                reply = reply.with(&response.member, code);
            }
        }
        if let Some(interval) = interval {
            self.duplicates.remember(application, body, interval, self.now, reply.clone());
        }
        record.delivery = Some(addressed.reached);
        Ok(reply)
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

/// How long the identical request is a duplicate; `None` where the message has no such check or does not ask for it.
fn duplicate_interval(channel: &Channel, message: &Message, body: &Value) -> Option<Duration> {
    let fields = &channel.object(message.object)?.fields;
    let value = |name: &str| {
        let field = fields.iter().find(|field| field.wire == name)?;
        body.get(name).or(field.default.as_ref()).and_then(Value::as_u64)
    };
    if value("enable_duplicate_check")? == 0 {
        return None;
    }
    value("duplicate_check_interval").map(Duration::from_secs)
}

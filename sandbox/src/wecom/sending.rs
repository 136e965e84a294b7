//! Messages: checks what all channels check, then lets the channel deliver.

use serde_json::Value;
use wecom_schema::judge::BAD_MSGTYPE;
use wecom_schema::model::{Channel, Message, Needed};

use super::Wecom;
use super::duplicates::{self, Asked};
use crate::access::Caller;
use crate::body::text;
use crate::endpoints::{linked_corp, school};
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;
use crate::sent::Sent;
use crate::world::Settings;

const SCHOOL: &str = "cgi-bin/externalcontact/message/send";

/// The `agentid` in the body is not the token's application.
const OTHER_APPLICATION: i32 = 301_002;

impl Wecom {
    /// Answers a request to the endpoint that the channel's messages are pushed through.
    pub(super) fn push(&mut self, channel: &Channel, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        let (caller, body) = self.posted(channel, request, record).map_err(|error| failed(channel, error))?;
        self.send(channel, caller, body, record).map_err(|error| failed(channel, error))
    }

    fn send(
        &mut self,
        channel: &Channel,
        caller: Caller,
        mut body: Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let written = body.clone(); // WeCom compares requests as they are written
        self.judged(channel.judge_send(&body), &mut body, record)?;
        let body = &body;
        let msgtype = text(body, "msgtype");
        let Some(message) = channel.messages.iter().find(|message| message.msgtype == msgtype) else {
            return Err(Reply::error(BAD_MSGTYPE)); // unreachable: judged above
        };
        check_needs(&self.world.settings, channel, message, body)?;
        let Sent { reply, to } = match caller {
            Caller::Robot(robot) => self.robots.send(&self.world, robot, message, body, record)?,
            Caller::Application(application) => {
                if self.world.names_another(application, body) {
                    return Err(Reply::error(OTHER_APPLICATION));
                }
                let asked = Asked::new(channel, application, &written);
                let interval = duplicates::interval(channel, message, body);
                if interval.is_some()
                    && let Some(earlier) = self.duplicates.find(&asked, self.world.now)
                {
                    return Ok(earlier);
                }
                let sent = self.deliver(channel, message, application, body, record)?;
                if let Some(interval) = interval {
                    self.duplicates.remember(asked, interval, self.world.now, sent.reply.clone());
                }
                sent
            }
        };
        record.delivery = Some(to);
        Ok(reply)
    }

    fn deliver(
        &mut self,
        channel: &Channel,
        message: &Message,
        application: usize,
        body: &Value,
        record: &mut Received,
    ) -> Result<Sent, Reply> {
        let world = &mut self.world;
        self.stored_files.check_shown(world, application, &message.msgtype, body)?;
        match channel.path.as_deref() {
            Some("cgi-bin/message/send") => self.app_messages.send(world, channel, message, application, body, record),
            Some("cgi-bin/appchat/send") => self.chats.send(application, body),
            Some("cgi-bin/linkedcorp/message/send") => linked_corp::send(world, body),
            Some(SCHOOL) => school::send(world, body),
            Some("cgi-bin/kf/send_msg") => self.customer_service.send(world, body),
            _ => Ok(Sent::default()),
        }
    }
}

fn failed(channel: &Channel, error: Reply) -> Reply {
    if channel.path.as_deref() == Some(SCHOOL) { school::with_every_list(error) } else { error }
}

fn check_needs(settings: &Settings, channel: &Channel, message: &Message, body: &Value) -> Result<(), Reply> {
    let lacking = |needed| match needed {
        Needed::CallbackUrl => !settings.callback_url,
    };
    let mut needs = message.needs.iter();
    match needs.find(|need| lacking(need.what) && channel.has_any(message.object, body, &need.any_of)) {
        Some(need) => Err(Reply::error(need.errcode)),
        None => Ok(()),
    }
}

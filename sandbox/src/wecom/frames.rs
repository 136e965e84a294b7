//! Smart bots: frames of their connections, and what members do in their chats.

use serde_json::Value;
use wecom_schema::judge::BAD_PARAMETER;
use wecom_schema::model::Channel;

use super::Wecom;
use super::happenings::Happening;
use super::json;
use super::sensitive::hidden;
use crate::access::require_method;
use crate::aibot::{self, Aibots, Fault, Frame, PING, Place, Rating, Told};
use crate::answer::Answer;
use crate::callback::{Click, NotCalled};
use crate::received::Received;
use crate::reply::Reply;
use crate::request::Request;

/// The status of the response that a connection began with.
const SWITCHING_PROTOCOLS: u16 = 101;

impl Wecom {
    pub(crate) fn aibots_mut(&mut self) -> &mut Aibots {
        &mut self.aibots
    }

    /// Takes a frame, and sends its ack.
    pub(crate) fn aibot_frame(&mut self, connection: u64, text: &str) {
        if !self.aibots.is_listening(connection) {
            return;
        }
        let frame = match Frame::read(text) {
            Ok(frame) => frame,
            Err(reason) => {
                let ack = Reply::error(BAD_PARAMETER).because(reason).into_ack("", &self.error_codes, 0);
                self.aibots.acknowledge(&mut self.world, connection, None, ack.to_string());
                return;
            }
        };
        let fault = self.aibots.take_fault(&frame.cmd);
        if self.aibots.fails_instead(connection, fault.as_ref()) {
            return;
        }
        let ack = if frame.cmd == PING {
            self.aibots.ping(connection).into_ack(&frame.req_id, &self.error_codes, 0)
        } else {
            let refusal = fault.as_ref().and_then(Fault::refusal);
            self.recorded(connection, &frame, refusal)
        };
        self.aibots.acknowledge(&mut self.world, connection, fault.as_ref(), ack.to_string());
    }

    /// Lets a frame take effect, unless it is refused, and records it. Returns its ack.
    fn recorded(&mut self, connection: u64, frame: &Frame, refusal: Option<i32>) -> Value {
        let mut record = self.journal.open_frame(&frame.cmd, self.world.now);
        record.body = Some(presentable(&self.channels, frame.body.clone()));
        let reply = match refusal {
            Some(code) => Err(Reply::error(code)),
            None => self.aibot_command(connection, frame, &mut record),
        };
        let reply = reply.unwrap_or_else(|error| error);
        record.status = SWITCHING_PROTOCOLS;
        record.errcode = Some(reply.errcode);
        let ack = reply.into_ack(&frame.req_id, &self.error_codes, record.number);
        record.answer = Some(presentable(&self.channels, ack.clone()));
        self.happenings.add(Happening::Received(record.number));
        self.journal.push(record);
        self.chats_changed();
        ack
    }

    /// Tells of the messages that something changed.
    pub(super) fn chats_changed(&mut self) {
        for number in self.aibots.take_changed() {
            self.happenings.add(Happening::ChatChanged(number));
        }
    }

    fn aibot_command(&mut self, connection: u64, frame: &Frame, record: &mut Received) -> Result<Reply, Reply> {
        let channels = self.channels.clone(); // so that the commands can change the rest of `self`
        let is_subscription = Aibots::is_subscription(&frame.cmd);
        let bot = if is_subscription { None } else { Some(self.aibots.subscribed(connection)?) };
        record.aibot = bot.map(|bot| bot + 1);
        let mut body = frame.body.clone();
        if let Some(channel) = aibot::channel(&channels) {
            self.judged(aibot::judge(channel, &frame.cmd, &body), &mut body, record)?;
        }
        match bot {
            None => self.aibots.subscription(&mut self.world, connection, &body, record),
            Some(bot) => self.aibots.command(&mut self.world, bot, frame, &body, record),
        }
    }

    pub(crate) fn aibot_write(
        &mut self,
        bot: usize,
        place: &Place,
        member: &str,
        body: &Value,
    ) -> Result<Told, NotCalled> {
        let told = self.aibots.write(&mut self.world, bot, place, member, body);
        self.chats_changed();
        told
    }

    pub(crate) fn aibot_enter(&mut self, bot: usize, member: &str) -> Result<Told, NotCalled> {
        self.aibots.enter(&mut self.world, bot, member)
    }

    pub(crate) fn aibot_click(&mut self, bot: usize, click: &Click) -> Result<Told, NotCalled> {
        self.aibots.click(&mut self.world, bot, click)
    }

    pub(crate) fn aibot_rate(
        &mut self,
        bot: usize,
        member: &str,
        feedback_id: &str,
        rating: &Rating,
    ) -> Result<Told, NotCalled> {
        self.aibots.rate(&mut self.world, bot, member, feedback_id, rating)
    }

    pub(crate) fn aibot_file(&mut self, filename: &str, content: &[u8]) -> Value {
        self.aibots.media.add(&mut self.world, filename, content)
    }

    pub(crate) fn aibot_replace(&mut self, bot: usize) {
        self.aibots.replace(&mut self.world, bot);
    }

    /// Answers a `response_url`.
    pub(super) fn aibot_respond(&mut self, request: &Request, record: &mut Received) -> Result<Reply, Reply> {
        require_method("POST", request)?;
        let channels = self.channels.clone();
        let body = json::parsed(&request.body).map(|body| body.value);
        record.body = body.as_ref().ok().map(|body| presentable(&channels, body.clone()));
        let mut body =
            body.map_err(|error| Reply::error(BAD_PARAMETER).because(format!("wrong json format: {error}")))?;
        if let Some(channel) = aibot::channel(&channels) {
            self.judged(channel.judge_message(&body), &mut body, record)?;
        }
        let reply = self.aibots.respond(&self.world, request, &body, record);
        self.chats_changed();
        reply
    }

    pub(super) fn aibot_media(&self, request: &Request) -> Answer {
        self.aibots.media.get(&self.world, request)
    }

    /// The messages in the chats of smart bots.
    pub(super) fn aibot_chats(&self) -> Answer {
        Answer::json(200, &self.aibots.to_json())
    }
}

/// A body as it is shown: without secrets, and without the bytes of files.
fn presentable(channels: &[Channel], mut body: Value) -> Value {
    if let Some(data) = body.get_mut("base64_data") {
        *data = format!("{} characters", data.as_str().unwrap_or_default().len()).into();
    }
    hidden(body, aibot::channel(channels).map_or(&[], std::slice::from_ref))
}

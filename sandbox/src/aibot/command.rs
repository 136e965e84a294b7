//! One frame of the program: what it asks for, and what goes wrong with it.

use serde_json::Value;
use wecom_schema::judge::{BAD_PARAMETER, Verdict, judge_object};
use wecom_schema::model::{Channel, Credential};

use super::Aibots;
use super::connection::{Out, State};
use super::fault::Fault;
use super::frame::Frame;
use crate::body::text;
use crate::received::Received;
use crate::reply::Reply;
use crate::world::World;

pub(crate) const PING: &str = "ping";
const SUBSCRIBE: &str = "aibot_subscribe";
const RESPOND_MSG: &str = "aibot_respond_msg";

const NO_SUBSCRIPTION: i32 = 846_609;

/// The channel of smart bots, if it is described.
pub(crate) fn channel(channels: &[Channel]) -> Option<&Channel> {
    channels.iter().find(|channel| channel.credential == Credential::Bot)
}

/// Judges the body of a command.
pub(crate) fn judge(channel: &Channel, cmd: &str, body: &Value) -> Verdict {
    if channel.path.as_deref() == Some(cmd) {
        return channel.judge_send(body);
    }
    if cmd == RESPOND_MSG && text(body, "msgtype") != "stream" {
        return channel.judge_message(body);
    }
    // One of the two operations at `aibot_respond_msg` is the stream; the other one is for callbacks alone.
    let operation =
        channel.operations.iter().find(|operation| operation.path == cmd && operation.name != "stream_with_card_reply");
    operation.map_or_else(Verdict::default, |operation| judge_object(channel, operation.object, body))
}

impl Aibots {
    /// The bot whose connection it is.
    pub(crate) fn subscribed(&self, connection: u64) -> Result<usize, Reply> {
        match self.connections.state(connection) {
            State::Subscribed(bot) => Ok(bot),
            _ => Err(Reply::error(NO_SUBSCRIPTION)),
        }
    }

    /// A connection that was replaced has its pings acknowledged as long as it is open.
    pub(crate) fn ping(&self, connection: u64) -> Reply {
        match self.connections.state(connection) {
            State::Subscribed(_) | State::Replaced => Reply::ok(),
            _ => Reply::error(NO_SUBSCRIPTION),
        }
    }

    /// Whether a command comes before the subscription.
    pub(crate) fn is_subscription(cmd: &str) -> bool {
        cmd == SUBSCRIBE
    }

    pub(crate) fn subscription(
        &mut self,
        world: &mut World,
        connection: u64,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let bot = self.subscribe(world, connection, body)?;
        record.aibot = Some(bot + 1);
        Ok(Reply::ok())
    }

    /// A command of a bot whose body obeys the descriptions.
    pub(crate) fn command(
        &mut self,
        world: &mut World,
        bot: usize,
        frame: &Frame,
        body: &Value,
        record: &mut Received,
    ) -> Result<Reply, Reply> {
        let req_id = frame.req_id.as_str();
        match frame.cmd.as_str() {
            "aibot_send_msg" => self.send_msg(world, bot, body, record),
            RESPOND_MSG => self.respond_msg(world, bot, req_id, body, record),
            "aibot_respond_welcome_msg" => self.respond_welcome_msg(world, bot, req_id, body, record),
            "aibot_respond_update_msg" => self.respond_update_msg(world, bot, req_id, body),
            "aibot_upload_media_init" => self.uploads.init(world, bot, body),
            "aibot_upload_media_chunk" => self.uploads.chunk(world, bot, body),
            "aibot_upload_media_finish" => self.uploads.finish(world, bot, body),
            _ => Err(Reply::error(BAD_PARAMETER).because("there is no such command")),
        }
    }

    /// The fault that was prepared for a command.
    pub(crate) fn take_fault(&mut self, cmd: &str) -> Option<Fault> {
        self.faults.take(cmd)
    }

    /// Lets a fault end or silence a connection in the place of a frame's effect. `false` if it is none of those.
    pub(crate) fn fails_instead(&mut self, connection: u64, fault: Option<&Fault>) -> bool {
        let out = fault.and_then(Fault::instead);
        let fails = out.is_some();
        if let Some(out) = out {
            self.connections.send(connection, out);
        }
        fails
    }

    /// Sends the ack of a frame, as well as the fault lets it.
    pub(crate) fn acknowledge(&mut self, world: &mut World, connection: u64, fault: Option<&Fault>, ack: String) {
        let connections = &mut self.connections;
        match fault {
            Some(Fault::LateAck(by)) => connections.send(connection, Out::Later(*by, ack)),
            Some(Fault::AckAfterNext) => connections.hold(connection, ack),
            Some(Fault::NoAck) => {}
            Some(Fault::CutAfter) => connections.send(connection, Out::Cut),
            Some(Fault::CloseAfter) => connections.send(connection, Out::Close),
            Some(Fault::BrokenFrame) => connections.send(connection, Out::Broken),
            Some(Fault::HalfOpenAfter) => connections.send(connection, Out::Silence),
            Some(Fault::Garbage) => {
                connections.send(connection, Out::Text("{\"headers\":".to_owned()));
                connections.acknowledge(connection, ack);
            }
            Some(Fault::Replaced) => {
                if let State::Subscribed(bot) = connections.state(connection) {
                    self.replace(world, bot);
                }
                self.connections.acknowledge(connection, ack);
            }
            _ => connections.acknowledge(connection, ack),
        }
    }
}

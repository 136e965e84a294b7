//! Smart bots (智能机器人): the long connection, what the program sends over it, and what it gets.

mod answerable;
mod chat_message;
mod chats;
mod command;
mod connection;
mod fault;
mod frame;
mod handle;
mod media;
mod member;
mod place;
mod rate;
mod rating;
mod respond_msg;
mod respond_update_msg;
mod respond_welcome_msg;
mod response_url;
mod send_msg;
mod settings;
mod socket;
mod subscribe;
mod upload;

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;

use self::answerable::Answerables;
pub use self::chat_message::{ChatMessage, StreamState};
use self::chats::Chats;
pub(crate) use self::command::{PING, channel, judge};
use self::connection::Connections;
pub(crate) use self::connection::Out;
pub use self::fault::Fault;
use self::fault::Faults;
pub(crate) use self::frame::Frame;
pub use self::handle::Aibot;
pub(crate) use self::media::{MediaUrls, PATH as MEDIA_PATH};
pub use self::member::Told;
pub(crate) use self::place::Place;
pub use self::rating::Rating;
use self::response_url::ResponseUrls;
pub use self::settings::{AibotAccount, AibotSettings};
pub(crate) use self::socket::{open, wants_upgrade};
use self::upload::Uploads;

/// The commands of callbacks.
const MESSAGE: &str = "aibot_msg_callback";
const EVENT: &str = "aibot_event_callback";

/// How long greetings and updates are taken.
const AT_ONCE: Duration = Duration::from_secs(5);

/// The state of all smart bots. A bot is named by its index in the settings.
#[derive(Debug, Default)]
pub(crate) struct Aibots {
    connections: Connections,
    chats: Chats,
    answerables: Answerables,
    /// When streams end by themselves, and the numbers of their messages.
    growing: VecDeque<(Duration, u64)>,
    uploads: Uploads,
    response_urls: ResponseUrls,
    pub(crate) media: MediaUrls,
    faults: Faults,
    /// The bots whose long connection is switched off in the console.
    switched_off: BTreeSet<usize>,
    /// Whether no new connection is taken.
    is_down: bool,
}

impl Aibots {
    /// The number of a new connection; `None` if no connection is taken.
    pub(crate) fn connected(&mut self, mailbox: UnboundedSender<Out>) -> Option<u64> {
        (!self.is_down).then(|| self.connections.open(mailbox))
    }

    /// Whether a connection takes frames.
    pub(crate) fn is_listening(&self, connection: u64) -> bool {
        self.connections.is_listening(connection)
    }

    pub(crate) fn disconnected(&mut self, connection: u64) {
        self.connections.close(connection);
    }

    /// Lets time pass for streams.
    pub(crate) fn advanced(&mut self, now: Duration) {
        self.expire_streams(now);
    }

    pub(crate) fn is_connected(&self, bot: usize) -> bool {
        self.connections.of(bot).is_some()
    }

    /// Does something to the bot's connection, if it has one.
    pub(crate) fn out(&mut self, bot: usize, out: Out) {
        if let Some(connection) = self.connections.of(bot) {
            self.connections.send(connection, out);
        }
    }

    /// Ends all connections and takes no new ones.
    pub(crate) fn stop(&mut self) {
        self.is_down = true;
        self.connections.cut_all();
    }

    pub(crate) fn restart(&mut self) {
        self.is_down = false;
    }

    /// Switches a bot's long connection on or off, which ends it.
    pub(crate) fn switch(&mut self, bot: usize, on: bool) {
        if on {
            self.switched_off.remove(&bot);
        } else {
            self.switched_off.insert(bot);
            self.out(bot, Out::Cut);
        }
    }

    pub(crate) fn add_fault(&mut self, cmd: &str, fault: Fault) {
        self.faults.add(cmd, fault);
    }

    pub(crate) fn unused_faults(&self) -> usize {
        self.faults.len()
    }

    /// The messages that are kept, oldest first.
    pub(crate) fn messages(&self) -> impl DoubleEndedIterator<Item = &ChatMessage> {
        self.chats.messages()
    }

    pub(crate) fn message(&self, number: u64) -> Option<&ChatMessage> {
        self.chats.message(number)
    }

    /// The numbers of messages that are new or changed since the last call.
    pub(crate) fn take_changed(&mut self) -> BTreeSet<u64> {
        self.chats.take_changed()
    }

    /// The messages as JSON.
    pub(crate) fn to_json(&self) -> Value {
        self.messages().map(ChatMessage::to_json).collect()
    }
}

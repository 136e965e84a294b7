//! The handle of a smart bot.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Map, Value};

use super::queue::Missed;
use super::received::Received;
use super::shared::{Shared, body};
use crate::api::aibot::Subscribe;
use crate::error::Error;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::message::check::report::Check as _;
use crate::message::fields::{Fields, Joined};
use crate::message::{Call as _, Channel, Message};

/// A smart bot (智能机器人) on its long connection. It pushes into chats, and receives and answers what members write.
///
/// [`builder`](Self::builder) connects it. It has one thread of its own, which reads, pings and connects again. Cloning is
/// cheap, threads share it, and the last clone that is dropped closes the connection.
///
/// A call waits for WeCom's ack and ends in one of three ways: delivered, refused by WeCom ([`is_api`](Error::is_api)), or
/// failed; then [`may_have_been_delivered`](Error::may_have_been_delivered) says whether the frame may have arrived. No frame
/// is sent twice, except for those of a [stream](super::Reply::stream), which replace each other. While the
/// connection is being restored, calls wait for it, up to their [timeout](super::AibotBuilder::timeout).
///
/// ```no_run
/// use wecom_message::Aibot;
/// use wecom_message::aibot::{Chat, Markdown};
///
/// # fn main() -> Result<(), wecom_message::Error> {
/// let bot = Aibot::builder("bot id", "secret").connect()?;
/// bot.send(Chat::user("lisi"), &Markdown::new("**16:00** stand-up"))?;
/// # Ok(())
/// # }
/// ```
///
/// [Official page](https://developer.work.weixin.qq.com/document/path/101463)
#[derive(Clone)]
pub struct Aibot {
    handle: Arc<Handle>,
}

/// Closes the connection when it is dropped. Replies hold only what is inside, so that they keep no connection open.
struct Handle {
    shared: Arc<Shared>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shared.close(&ended());
    }
}

fn ended() -> Error {
    Error::transport(Subscribe::PATH, TransportError::plain(Phase::NotSent, Failure::Ended))
}

impl Aibot {
    pub(super) fn over(shared: Arc<Shared>) -> Self {
        Self { handle: Arc::new(Handle { shared }) }
    }

    pub(super) fn shared(&self) -> &Arc<Shared> {
        &self.handle.shared
    }

    /// What comes in: messages and events, each once.
    ///
    /// Several threads can iterate at once; each callback goes to one of them. The iterator ends when the connection has
    /// [closed](Self::closed) for good.
    ///
    /// ```no_run
    /// use wecom_message::Aibot;
    /// use wecom_message::aibot::{Event, Markdown, Responder};
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let bot = Aibot::builder("bot id", "secret").connect()?;
    /// for received in bot.incoming() {
    ///     match received {
    ///         Ok(received) => match (received.event, received.responder) {
    ///             (Event::TextMessage(message), Responder::Reply(reply)) => {
    ///                 reply.send(&Markdown::new(format!("You wrote: {}", message.content)))?;
    ///             }
    ///             (Event::EnterChat(_), Responder::Welcome(welcome)) => welcome.text("Hello!")?,
    ///             _ => {}
    ///         },
    ///         Err(missed) => eprintln!("{missed}"),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn incoming(&self) -> Incoming {
        Incoming { bot: self.clone() }
    }

    /// Whether a connection is open and subscribed. If not, it is being restored, or has [closed](Self::closed).
    pub fn is_connected(&self) -> bool {
        self.shared().is_up()
    }

    /// Why the connection has closed for good; `None` while it is open or being restored.
    ///
    /// That is WeCom's error if it refused the bot (853000: bot id or secret are wrong; 846601: the bot's mode is not the long
    /// connection). [`is_transport`](Error::is_transport) if the program [closed](Self::close) it, or another connection of the
    /// same bot took its place: then only one of the two programs should connect again, or they replace each other forever.
    pub fn closed(&self) -> Option<Error> {
        self.shared().closed()
    }

    /// Closes the connection. Calls that wait end, as do the [incoming](Self::incoming) ones.
    pub fn close(&self) {
        self.shared().close(&ended());
    }

    /// Sends a message through any channel of smart bots, such as one that the application defines itself.
    ///
    /// # Errors
    ///
    /// Fails with [`is_invalid`](Error::is_invalid) if the message breaks a rule that the [`Strictness`](crate::Strictness)
    /// enforces, and otherwise with the error of WeCom or of the connection. The message was not delivered unless
    /// [`may_have_been_delivered`](Error::may_have_been_delivered) is true.
    pub fn deliver<C: Channel, M: Message<C>>(
        &self,
        to: &C::To,
        sender: &C::Sender,
        message: &M,
    ) -> Result<C::Receipt, Error> {
        let shared = self.shared();
        let warnings = shared.check(&|report| {
            to.check(report);
            message.check(report);
            message.check_to(to, report);
        })?;
        let body = body(&Joined::new(to, sender, message))?;
        let chat = if shared.settings.pace.is_some() { chat_id(to) } else { String::new() };
        let passed = shared.paced(C::PATH, &chat)?;
        let outcome = shared.push(C::PATH, &shared.request_id(C::PATH), &body, warnings);
        shared.count(passed, &outcome);
        outcome
    }
}

/// The chat among the recipients, for pacing.
fn chat_id(to: &impl Fields) -> String {
    let members = body(to).ok().and_then(|body| serde_json::from_slice(&body).ok());
    let members: Map<String, Value> = members.unwrap_or_default();
    members.get("chatid").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Without the secret.
impl fmt::Debug for Aibot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &self.shared().settings;
        f.debug_struct("Aibot")
            .field("bot_id", &settings.bot_id)
            .field("url", &settings.address)
            .field("is_connected", &self.is_connected())
            .finish_non_exhaustive()
    }
}

/// What comes in, from [`Aibot::incoming`].
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing before it is used"]
pub struct Incoming {
    bot: Aibot,
}

impl Incoming {
    /// The next callback, if one comes within this time; `None` also if the connection has [closed](Aibot::closed).
    pub fn next_within(&mut self, time: Duration) -> Option<Result<Received, Missed>> {
        self.received(Instant::now().checked_add(time))
    }

    fn received(&self, until: Option<Instant>) -> Option<Result<Received, Missed>> {
        let next = self.bot.shared().queue.pop(until)?;
        Some(next.map(|queued| Received::read(self.bot.shared(), queued)))
    }
}

impl Iterator for Incoming {
    type Item = Result<Received, Missed>;

    fn next(&mut self) -> Option<Self::Item> {
        self.received(None)
    }
}

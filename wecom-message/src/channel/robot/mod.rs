//! A group robot: the webhook of one group chat.

pub(crate) mod builder;
pub(crate) mod credential;
mod from_env;
pub(crate) mod image;
mod upload;

use std::fmt;

use crate::error::Error;
use crate::message::{Call, Channel, Message, Paged};
use crate::sending::options::CallOptions;
use crate::sending::pages::Pages;
use crate::sending::session::Session;

/// A group robot (群机器人, in newer consoles 消息推送). It sends into the one group that its webhook belongs to.
///
/// It only needs the key of the webhook: no corporation, no application, no access token. Cloning is cheap, and clones
/// share their connections. Threads can use the same robot at once; no thread is started.
///
/// WeCom accepts 20 messages a minute from one webhook, and answers 45009 to more.
///
/// [Official page](https://developer.work.weixin.qq.com/document/path/91770)
#[derive(Clone)]
pub struct Robot {
    session: Session,
}

impl Robot {
    fn over(session: Session) -> Self {
        Self { session }
    }

    /// The same robot with other settings for a single call, or for a few; see [`Client::with`](crate::Client::with).
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self { session: self.session.with(options) }
    }

    /// Sends a message through any channel of webhooks, such as one that the application defines itself.
    ///
    /// # Errors
    ///
    /// Fails with [`is_invalid`](Error::is_invalid) if the message breaks a rule that the robot's [`Strictness`](crate::Strictness)
    /// enforces, and otherwise with the error of WeCom or of the network. The message was not delivered unless
    /// [`may_have_been_delivered`](Error::may_have_been_delivered) is true.
    pub fn deliver<C: Channel, M: Message<C>>(
        &self,
        to: &C::To,
        sender: &C::Sender,
        message: &M,
    ) -> Result<C::Receipt, Error> {
        self.session.deliver::<C, M>(to, sender, message)
    }

    /// Calls an operation other than sending.
    ///
    /// # Errors
    ///
    /// As for a message.
    #[allow(clippy::needless_pass_by_value, reason = "as `Client::call` takes it")]
    pub fn call<C: Call>(&self, call: C) -> Result<C::Reply, Error> {
        self.session.call(&call)
    }

    /// Iterates over the pages of a list, from the one that the request asks for.
    pub fn pages<C: Paged + 'static>(&self, request: C) -> Pages<C> {
        let robot = self.clone();
        Pages::new(request, move |request| robot.call(request))
    }
}

/// Without the key.
impl fmt::Debug for Robot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Robot").field("base_url", &self.session.base_url()).finish_non_exhaustive()
    }
}

//! A group robot: the webhook of one group chat.

use std::fmt;
use std::sync::Arc;

use crate::account::Webhook;
use crate::base_url::percent_decode;
use crate::builder::RobotBuilder;
use crate::error::Error;
use crate::message::{Call, Channel, Message};
use crate::secret::Secret;
use crate::session::Session;

/// Sends as a group robot (群机器人, in newer consoles 消息推送): into the one group that its webhook belongs to.
///
/// It needs nothing but the webhook's key: no corporation, no application, no access token. Cloning is cheap, and clones
/// share their connections; threads can use the same robot at once, and no thread is started.
///
/// WeCom takes 20 messages a minute from one webhook, and answers 45009 to the next.
///
/// [Official page](https://developer.work.weixin.qq.com/document/path/91770)
#[derive(Clone)]
pub struct Robot {
    pub(crate) session: Arc<Session>,
}

impl Robot {
    /// A robot with the default settings, by the key of its webhook: what follows `key=` in the URL that the group's
    /// settings show.
    ///
    /// The key alone is enough to send into the group: keep it secret. Nothing is sent yet. Settings that cannot work are
    /// reported by the first call; use [`builder`](Self::builder) to hear of them at once.
    ///
    /// ```
    /// let robot = wecom_message::Robot::new("693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa");
    /// # let _ = robot;
    /// ```
    #[inline]
    pub fn new(key: impl Into<Secret>) -> Self {
        let (account, settings) = Self::builder(key).into_parts();
        Self::from_session(settings.session_in_any_case(account.credential()))
    }

    /// A robot by its whole webhook URL, as the group's settings show it:
    /// `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…`.
    ///
    /// Host, port and what stands before `/cgi-bin` are taken from it, for private deployments and tests. Other members of
    /// the query are passed over.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) where it is no such URL, has no key, or is plain http to another
    /// machine. The error does not repeat the URL.
    ///
    /// ```
    /// use wecom_message::Robot;
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let robot = Robot::from_url("http://127.0.0.1:8080/wx/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa")?;
    /// # let _ = robot;
    /// # Ok(())
    /// # }
    /// ```
    #[inline]
    pub fn from_url(url: &str) -> Result<Self, Error> {
        Self::builder_from_url(url)?.build()
    }

    /// A robot with other settings, by the key of its webhook.
    #[inline]
    pub fn builder(key: impl Into<Secret>) -> RobotBuilder {
        RobotBuilder::for_account(Webhook { key: key.into() })
    }

    /// A robot with other settings, by its whole webhook URL; see [`from_url`](Self::from_url).
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) where it is no such URL or has no key.
    #[inline]
    pub fn builder_from_url(url: &str) -> Result<RobotBuilder, Error> {
        const ENDPOINT: &str = "/cgi-bin/webhook/send";
        let refused = |reason: &str| Error::configuration(format!("the webhook URL is not usable: {reason}"));
        let url = url.trim().split('#').next().unwrap_or_default();
        let (address, query) = url.split_once('?').ok_or_else(|| refused("it has no ?key=…"))?;
        let base_url = address
            .trim_end_matches('/')
            .strip_suffix(ENDPOINT)
            .ok_or_else(|| refused("its path does not end with /cgi-bin/webhook/send"))?;
        let key = query.split('&').find_map(|member| member.strip_prefix("key=")).filter(|key| !key.is_empty());
        let key = key.ok_or_else(|| refused("it has no ?key=…"))?;
        let key = percent_decode(key).ok_or_else(|| refused("its key is not properly percent-encoded"))?;
        Ok(Self::builder(key).base_url(base_url))
    }

    #[inline]
    pub(crate) fn from_session(session: Session) -> Self {
        Self { session: Arc::new(session) }
    }

    /// Sends a message through any channel of webhooks; for channels that an application defines itself.
    ///
    /// # Errors
    ///
    /// [`is_refused`](Error::is_refused) where the check finds what the robot's [`Strictness`](crate::Strictness)
    /// refuses; otherwise what WeCom or the network had to say. The message was not delivered unless the error
    /// [`may_have_been_delivered`](Error::may_have_been_delivered).
    #[inline]
    pub fn deliver<C: Channel, M: Message<C>>(
        &self,
        to: &C::To,
        sender: &C::Sender,
        message: &M,
    ) -> Result<C::Receipt, Error> {
        self.session.deliver::<C, M>(to, sender, message)
    }

    /// Carries out an operation other than sending. There is no agent id to fill in.
    ///
    /// # Errors
    ///
    /// As for a message.
    #[allow(clippy::needless_pass_by_value, reason = "as `Client::call` takes it")]
    #[inline]
    pub fn call<C: Call>(&self, call: C) -> Result<C::Reply, Error> {
        self.session.call(&call)
    }
}

/// Not the key.
impl fmt::Debug for Robot {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Robot").field("base_url", &self.session.base_url).finish_non_exhaustive()
    }
}

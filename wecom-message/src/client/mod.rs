//! The client of one application.

pub(crate) mod application;
pub(crate) mod builder;
mod credential;
pub(crate) mod downstream;
pub(crate) mod from_env;
pub(crate) mod pasted;
pub(crate) mod settings;
mod token_options;

use std::fmt;
use std::sync::Arc;

use crate::error::Error;
use crate::message::{Call, Channel, Message, Paged};
use crate::sending::options::CallOptions;
use crate::sending::pages::Pages;
use crate::sending::session::Session;

/// Sends as one application of one corporation.
///
/// Cloning is cheap, and clones share connections and access token. It needs neither `Arc` nor `mut`: threads can use the
/// same client at once. It starts no threads except for calls to a [token store](crate::token). The token is fetched with
/// the first message, and again before it expires. If WeCom refuses the token, the client fetches a new one and sends the
/// message again. [`RetryPolicy`](crate::RetryPolicy) describes the other retries.
#[derive(Clone)]
pub struct Client {
    pub(crate) session: Session,
    pub(crate) corp_id: Arc<str>,
    agent_id: i64,
}

impl Client {
    fn over(session: Session, corp_id: &str, agent_id: i64) -> Self {
        Self { session, corp_id: corp_id.into(), agent_id }
    }

    /// The agent id of the application.
    pub fn agent_id(&self) -> i64 {
        self.agent_id
    }

    /// The same client with other settings for a single call, or for a few.
    ///
    /// Cheap: access token, connections and [`Pacing`](crate::Pacing) are shared with this client, which keeps its settings.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use wecom_message::{CallOptions, Client, RetryPolicy, Strictness, To};
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let client = Client::new("corp id", "secret", 1000002)?;
    /// let strict = CallOptions::new().strictness(Strictness::Strict);
    /// client.with(strict).send_text(To::user("lisi"), "disk full")?;
    ///
    /// let impatient = client.with(CallOptions::new().timeout(Duration::from_secs(2)).retry(RetryPolicy::never()));
    /// impatient.send_text(To::user("lisi"), "still full")?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self { session: self.session.with(options), ..self.clone() }
    }

    /// Sends a message through any channel, such as one that the application defines itself.
    ///
    /// # Errors
    ///
    /// As for a message of the application channel.
    pub fn deliver<C: Channel, M: Message<C>>(
        &self,
        to: &C::To,
        sender: &C::Sender,
        message: &M,
    ) -> Result<C::Receipt, Error> {
        self.session.deliver::<C, M>(to, sender, message)
    }

    /// Calls an operation other than sending: a recall, the update of a card.
    ///
    /// # Errors
    ///
    /// As for a message.
    pub fn call<C: Call>(&self, mut call: C) -> Result<C::Reply, Error> {
        call.supply(self.agent_id);
        self.session.call(&call)
    }

    /// Iterates over the pages of a list, from the one that the request asks for.
    pub fn pages<C: Paged + 'static>(&self, request: C) -> Pages<C> {
        let client = self.clone();
        Pages::new(request, move |request| client.call(request))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.session.base_url())
            .field("corp_id", &self.corp_id)
            .field("agent_id", &self.agent_id)
            .finish_non_exhaustive()
    }
}

/// The reviewed source of operations of this crate, from the tests of the generator.
#[cfg(test)]
#[allow(unused, missing_docs, unreachable_pub, clippy::all, clippy::pedantic, reason = "generated")]
mod reviewed_operations {
    include!("../../../codegen/tests/generated/operations.built_in.rs");
}

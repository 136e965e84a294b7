//! The client of one application.

use std::fmt;
use std::sync::Arc;

use crate::account::Application;
use crate::builder::ClientBuilder;
use crate::error::Error;
use crate::message::{Call, Channel, Message};
use crate::secret::Secret;
use crate::session::Session;
use crate::token::Origin;

/// Sends as one application of one corporation.
///
/// Cloning is cheap, and clones share connections and access token: no `Arc` and no `mut` are needed, and threads
/// can use the same client at once. No thread is started. The token is fetched with the first message and again
/// when it runs out or WeCom refuses it; then the message is sent once more. See [`RetryPolicy`](crate::RetryPolicy) for
/// what else is repeated.
#[derive(Clone)]
pub struct Client {
    pub(crate) session: Arc<Session>,
    corp_id: Arc<str>,
    agent_id: i64,
}

impl Client {
    /// A client with the default settings: WeCom's public service, the environment's proxy, 30 seconds for an attempt.
    ///
    /// `corp_id`, `secret` and `agent_id` are in the administration console: the first under 我的企业, the others on the
    /// application's page. Nothing is sent yet. Settings that cannot work (no TLS feature, an unusable proxy in the
    /// environment, an empty secret) are reported by the first call; use [`builder`](Self::builder) to hear of
    /// them at once.
    pub fn new(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> Self {
        let (account, settings) = Self::builder(corp_id, secret, agent_id).into_parts();
        let session = settings.session_in_any_case(account.credential(&settings.shown_base_url()));
        Self::from_parts(&account, session)
    }

    /// A client with other settings.
    pub fn builder(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> ClientBuilder {
        let (corp_id, secret, tokens) = (corp_id.into(), secret.into(), Origin::default());
        ClientBuilder::for_account(Application { corp_id, secret, agent_id, tokens })
    }

    pub(crate) fn from_parts(account: &Application, session: Session) -> Self {
        Self { session: Arc::new(session), corp_id: account.corp_id.as_str().into(), agent_id: account.agent_id }
    }

    /// The application's id.
    pub fn agent_id(&self) -> i64 {
        self.agent_id
    }

    /// Sends a message through any channel; for channels that an application defines itself.
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

    /// Carries out an operation other than sending: a recall, the update of a card.
    ///
    /// # Errors
    ///
    /// As for a message.
    pub fn call<C: Call>(&self, mut call: C) -> Result<C::Reply, Error> {
        call.supply(self.agent_id);
        self.session.call(&call)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.session.base_url)
            .field("corp_id", &self.corp_id)
            .field("agent_id", &self.agent_id)
            .finish_non_exhaustive()
    }
}

//! The client of one application.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::error::Error as JsonError;

use crate::answer::Answer;
use crate::base_url::encode;
use crate::builder::{ClientBuilder, Strictness};
use crate::check::{Check, Consequence, Problem, Report, Violation};
use crate::error::{Error, GETTOKEN};
use crate::fields::{Joined, Object};
use crate::message::{Call, Channel, Message, Receipt};
use crate::secret::Secret;
use crate::token::{Fetched, TokenCache};
use crate::transport::{Http, HttpRequest};

/// Sends as one application of one corporation.
///
/// Cloning is cheap, and clones share connections and access token: no `Arc` and no `mut` are needed, and threads
/// can use the same client at once. No thread is started. The token is fetched with the first message and again
/// when it runs out or WeCom refuses it; then the message is sent a second time, at most once.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    corp_id: String,
    secret: Secret,
    agent_id: i64,
    timeout: Duration,
    strictness: Strictness,
    base_url: String,
    tokens: TokenCache,
    /// The error is that of [`Client::new`], told with every call.
    http: Result<Http, Error>,
}

impl Client {
    /// A client with the default settings: WeCom's public service, the environment's proxy, 30 seconds for a call.
    ///
    /// `corp_id`, `secret` and `agent_id` are in the administration console: the first under 我的企业, the others on the
    /// application's page. Nothing is sent yet. Settings that cannot work (no TLS feature, an unusable proxy in the
    /// environment, an empty secret) are reported by the first call; use [`builder`](Self::builder) to hear of
    /// them at once.
    pub fn new(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> Self {
        let builder = Self::builder(corp_id, secret, agent_id);
        let http = builder.http();
        Self::from_parts(&builder, http)
    }

    /// A client with other settings.
    pub fn builder(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> ClientBuilder {
        ClientBuilder::new(corp_id.into(), secret.into(), agent_id)
    }

    pub(crate) fn from_parts(builder: &ClientBuilder, http: Result<Http, Error>) -> Self {
        let inner = Inner {
            corp_id: builder.corp_id.clone(),
            secret: builder.secret.clone(),
            agent_id: builder.agent_id,
            timeout: builder.timeout,
            strictness: builder.strictness,
            base_url: builder.shown_base_url(),
            tokens: TokenCache::default(),
            http,
        };
        Self { inner: Arc::new(inner) }
    }

    /// The application's id.
    pub fn agent_id(&self) -> i64 {
        self.inner.agent_id
    }

    /// Sends an application message.
    ///
    /// # Errors
    ///
    /// [`is_refused`](Error::is_refused) where the check finds what the client's [`Strictness`] refuses; otherwise what
    /// WeCom or the network had to say. The message was not delivered unless the error
    /// [`may_have_been_delivered`](Error::may_have_been_delivered).
    #[cfg(feature = "app")]
    pub fn send<M: Message<crate::app::App>>(
        &self,
        to: impl Into<crate::app::To>,
        message: &M,
    ) -> Result<crate::app::Receipt, Error> {
        let sender = crate::app::Sender { agentid: Some(self.inner.agent_id) };
        self.deliver::<crate::app::App, M>(&to.into(), &sender, message)
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
        let mut warnings = self.inner.check(&|report| {
            to.check(report);
            message.check(report);
        })?;
        let body = serde_json::to_vec(&Object(&Joined { to, sender, message })).map_err(|error| unwritable(&error))?;
        let mut answer = self.inner.execute(C::PATH, &body)?;
        warnings.extend(answer.remark.take());
        let mut receipt: C::Receipt = answer.read()?;
        receipt.warn(warnings);
        Ok(receipt)
    }

    /// Carries out an operation other than sending: a recall, the update of a card.
    ///
    /// # Errors
    ///
    /// As for a message.
    pub fn call<C: Call>(&self, mut call: C) -> Result<C::Reply, Error> {
        call.supply(self.inner.agent_id);
        self.inner.check(&|report| call.check(report))?;
        let body = serde_json::to_vec(&Object(&call)).map_err(|error| unwritable(&error))?;
        self.inner.execute(C::PATH, &body)?.read()
    }
}

impl Inner {
    /// Refuses by strictness; what it lets through comes back as warnings.
    fn check(&self, check: &dyn Fn(&mut Report)) -> Result<Vec<Violation>, Error> {
        if self.strictness == Strictness::Off {
            return Ok(Vec::new());
        }
        let mut report = Report::new();
        check(&mut report);
        let violations = report.into_violations();
        if violations.iter().any(|violation| self.strictness.refuses(violation.consequence)) {
            return Err(Error::refused(violations));
        }
        Ok(violations)
    }

    /// Posts a body with the token; once more with a new one where WeCom says that the token is no longer good.
    fn execute(&self, path: &'static str, body: &[u8]) -> Result<Answer, Error> {
        let http = self.http.as_ref().map_err(Error::clone)?;
        let deadline = deadline(self.timeout);
        let mut refreshes_left = 1;
        loop {
            let token = self.tokens.get(deadline, || self.fetch_token(http, deadline))?;
            let query = format!("access_token={}", encode(token.expose())).into();
            let request = HttpRequest { path, query, json: Some(body), deadline };
            let response = http.execute(request).map_err(|error| Error::transport(path, error))?;
            match Answer::decode(path, response, [token.clone(), self.secret.clone()]) {
                Err(error) if refreshes_left > 0 && is_token_refused(&error) => {
                    refreshes_left -= 1;
                    self.tokens.invalidate(&token);
                }
                outcome => return outcome,
            }
        }
    }

    fn fetch_token(&self, http: &Http, deadline: Instant) -> Result<Fetched, Error> {
        const USUAL_LIFETIME: u64 = 7200;
        let query = format!("corpid={}&corpsecret={}", encode(&self.corp_id), encode(self.secret.expose())).into();
        let request = HttpRequest { path: GETTOKEN, query, json: None, deadline };
        let response = http.execute(request).map_err(|error| Error::transport(GETTOKEN, error))?;
        let answer = Answer::decode(GETTOKEN, response, [self.secret.clone(), self.secret.clone()])?;
        let Some(token) = answer.string("access_token").filter(|token| !token.is_empty()) else {
            return Err(answer.lacks("errcode is 0, but there is no access_token".to_owned()));
        };
        let lifetime = Duration::from_secs(answer.number("expires_in").unwrap_or(USUAL_LIFETIME));
        Ok(Fetched { token: token.into(), lifetime })
    }
}

/// Both mean that a new token is needed: an expired one comes back as either.
fn is_token_refused(error: &Error) -> bool {
    error.errcode().is_some_and(|code| matches!(code.value(), 40014 | 42001))
}

/// A timeout beyond what the clock can hold is as good as a day.
fn deadline(timeout: Duration) -> Instant {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    Instant::now() + timeout.min(DAY)
}

fn unwritable(error: &JsonError) -> Error {
    Error::refused(vec![Violation {
        path: "message".to_owned(),
        problem: Problem::Other(format!("it cannot be written as JSON: {error}")),
        consequence: Consequence::Refused,
        errcode: None,
    }])
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_url)
            .field("corp_id", &self.inner.corp_id)
            .field("agent_id", &self.inner.agent_id)
            .finish_non_exhaustive()
    }
}

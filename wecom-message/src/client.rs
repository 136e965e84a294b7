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
use crate::transport::{Http, HttpRequest, HttpResponse, Payload};

/// Sends as one application of one corporation.
///
/// Cloning is cheap, and clones share connections and access token: no `Arc` and no `mut` are needed, and threads
/// can use the same client at once. No thread is started. The token is fetched with the first message and again
/// when it runs out or WeCom refuses it; then the message is sent a second time, at most once.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    corp_id: String,
    secret: Secret,
    agent_id: i64,
    timeout: Duration,
    /// For what carries a file.
    pub(crate) media_timeout: Duration,
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
            media_timeout: builder.media_timeout,
            strictness: builder.strictness,
            base_url: builder.shown_base_url(),
            tokens: builder.token_cache(),
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
        let check = |report: &mut Report| {
            to.check(report);
            message.check(report);
            message.check_to(to, report);
        };
        let mut warnings = self.inner.check(&check).map_err(Error::refused)?;
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
        self.inner.check(&|report| call.check(report)).map_err(Error::refused)?;
        let body = serde_json::to_vec(&Object(&call)).map_err(|error| unwritable(&error))?;
        self.inner.execute(C::PATH, &body)?.read()
    }
}

impl Inner {
    /// Refuses by strictness; what it lets through comes back as warnings.
    pub(crate) fn check(&self, check: &dyn Fn(&mut Report)) -> Result<Vec<Violation>, Vec<Violation>> {
        if self.strictness == Strictness::Off {
            return Ok(Vec::new());
        }
        let mut report = Report::new();
        check(&mut report);
        let violations = report.into_violations();
        if violations.iter().any(|violation| self.strictness.refuses(violation.consequence)) {
            return Err(violations);
        }
        Ok(violations)
    }

    fn execute(&self, path: &'static str, body: &[u8]) -> Result<Answer, Error> {
        self.with_token(self.timeout, true, |attempt| attempt.post(path, "", Payload::Json(body)))
    }

    /// Makes an attempt with the token; where WeCom says that the token is no longer good and the attempt can be
    /// repeated, one more with a new one.
    pub(crate) fn with_token<T>(
        &self,
        timeout: Duration,
        can_repeat: bool,
        mut make: impl FnMut(&Attempt<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let http = self.http.as_ref().map_err(Error::clone)?;
        let deadline = deadline(timeout);
        let mut refreshes_left = 1;
        loop {
            let token = self.tokens.get(deadline, || self.fetch_token(http, deadline))?;
            match make(&Attempt { http, deadline, token: &token, secret: &self.secret }) {
                Err(error) if refreshes_left > 0 && is_token_refused(&error) => {
                    refreshes_left -= 1;
                    self.tokens.invalidate(&token);
                    if !can_repeat {
                        return Err(error);
                    }
                }
                outcome => return outcome,
            }
        }
    }

    fn fetch_token(&self, http: &Http, deadline: Instant) -> Result<Fetched, Error> {
        const USUAL_LIFETIME: u64 = 7200;
        let query = format!("corpid={}&corpsecret={}", encode(&self.corp_id), encode(self.secret.expose())).into();
        let request = HttpRequest { path: GETTOKEN, query, payload: Payload::None, range: None, deadline };
        let response = http.execute(request).map_err(|error| Error::transport(GETTOKEN, error))?;
        let answer = Answer::decode(GETTOKEN, response, [self.secret.clone(), self.secret.clone()])?;
        let Some(token) = answer.string("access_token").filter(|token| !token.is_empty()) else {
            return Err(answer.lacks("errcode is 0, but there is no access_token".to_owned()));
        };
        let lifetime = Duration::from_secs(answer.number("expires_in").unwrap_or(USUAL_LIFETIME));
        Ok(Fetched { token: token.into(), lifetime })
    }
}

/// One attempt at a request, with the token that it carries.
pub(crate) struct Attempt<'a> {
    pub(crate) http: &'a Http,
    deadline: Instant,
    token: &'a Secret,
    secret: &'a Secret,
}

impl Attempt<'_> {
    /// A request with the token and, after it, what else belongs into the query: `&type=image`.
    pub(crate) fn request<'r>(&self, path: &'r str, parameters: &str, payload: Payload<'r>) -> HttpRequest<'r> {
        let query = format!("access_token={}{parameters}", encode(self.token.expose())).into();
        HttpRequest { path, query, payload, range: None, deadline: self.deadline }
    }

    /// Sends a request and reads the answer.
    pub(crate) fn post(&self, path: &'static str, parameters: &str, payload: Payload<'_>) -> Result<Answer, Error> {
        let response = self.http.execute(self.request(path, parameters, payload));
        self.decode(path, response.map_err(|error| Error::transport(path, error))?)
    }

    pub(crate) fn decode(&self, path: &'static str, response: HttpResponse) -> Result<Answer, Error> {
        Answer::decode(path, response, [self.token.clone(), self.secret.clone()])
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

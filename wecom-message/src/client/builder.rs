//! Setting up a client or a robot.

#[cfg(any(test, feature = "manual-clock"))]
use std::sync::Arc;
use std::time::Duration;

use super::Client;
use super::application::{self, Application};
use super::settings::Settings;
#[cfg(any(test, feature = "manual-clock"))]
use crate::clock::manual::ManualClock;
use crate::error::Error;
use crate::http::proxy::ProxyChoice;
use crate::http::secret::Secret;
use crate::http::tls::TlsBackend;
use crate::message::check::strictness::Strictness;
use crate::sending::pace::Pacing;
use crate::sending::retry::RetryPolicy;
use crate::token::origin::Origin;

/// Sets up a [`Client`] or a `Robot`: everything that both can be told.
///
/// ```
/// use std::time::Duration;
/// use wecom_message::{Client, Strictness};
///
/// # fn main() -> Result<(), wecom_message::Error> {
/// let client = Client::builder("corp id", "secret", 1000002)
///     .base_url("http://127.0.0.1:8080/wecom")
///     .timeout(Duration::from_secs(10))
///     .strictness(Strictness::Strict)
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing before `build`"]
pub struct Builder<Account> {
    pub(crate) account: Account,
    settings: Settings,
}

/// Sets up a [`Client`].
pub type ClientBuilder = Builder<Application>;

impl<Account> Builder<Account> {
    pub(crate) fn for_account(account: Account) -> Self {
        Self { account, settings: Settings::default() }
    }

    pub(crate) fn into_parts(self) -> (Account, Settings) {
        (self.account, self.settings)
    }

    /// Where WeCom is, for private deployments and tests; `https://qyapi.weixin.qq.com` by default.
    ///
    /// May have a port and a path, which is put before that of every endpoint. It must be https, except where the host
    /// is this machine (`localhost`, 127.0.0.0/8, `::1`). User name, password, query and fragment are errors.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = url.into();
        self
    }

    /// Allows an `http://` base URL on another machine.
    ///
    /// Secret, token and messages then travel in the clear: only for networks where nobody can listen.
    pub fn allow_plain_http(mut self) -> Self {
        self.settings.allow_plain_http = true;
        self
    }

    /// The time that one attempt may take as a whole, fetching the token included; 30 seconds by default, never zero.
    ///
    /// What a call may take with all its attempts is the [`deadline`](RetryPolicy::deadline) of the retry policy.
    ///
    /// The lookup of the host name, when a connection is opened, is bounded by the system's resolver and not by this:
    /// bounding it would take a thread of its own. Its time does count.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// The time that one attempt at an upload may take as a whole, or at one request of a download, in place of
    /// [`timeout`](Self::timeout); 5 minutes by default, never zero.
    ///
    /// Enough for the largest file, 20 MB, at 0.6 Mbit/s. A large file that is downloaded in parts has this time for
    /// each of them.
    pub fn media_timeout(mut self, timeout: Duration) -> Self {
        self.settings.media_timeout = timeout;
        self
    }

    /// The part of [`timeout`](Self::timeout) that opening one connection may take, proxy and TLS included;
    /// 10 seconds by default, never zero.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// Sends everything through an HTTP proxy, by CONNECT: `http://user:password@proxy.example.com:8080`.
    ///
    /// By default the environment decides: `HTTPS_PROXY` (`HTTP_PROXY` for an http base URL), then `ALL_PROXY`, less
    /// the hosts in `NO_PROXY`; also in lower case. Nothing for this machine itself goes through a proxy. SOCKS is not
    /// supported.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.settings.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Uses no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.settings.proxy = ProxyChoice::Direct;
        self
    }

    /// Trusts these root certificates **instead of** the default ones: one or more, in PEM.
    ///
    /// For private deployments whose certificate comes from the company's own authority. Called again, replaces them.
    pub fn root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.settings.root_certificates = Some(pem.into());
        self
    }

    /// Which TLS library to use, where both cargo features are on; rustls by default.
    pub fn tls(mut self, backend: TlsBackend) -> Self {
        self.settings.tls = Some(backend);
        self
    }

    /// What a message may break and still be sent.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.settings.strictness = strictness;
        self
    }

    /// When a request that failed is sent again; by default up to three attempts, where that cannot deliver twice.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Keeps to the rates that WeCom allows; off by default.
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.settings.pacing = Some(pacing);
        self
    }

    /// Measures and waits by this clock.
    #[doc(hidden)]
    #[cfg(any(test, feature = "manual-clock"))]
    pub fn manual_clock(mut self, clock: &ManualClock) -> Self {
        self.settings.clock = Arc::new(clock.clone());
        self
    }
}

impl Client {
    /// A client with the default settings: WeCom's public service, the environment's proxy, 30 seconds for an attempt.
    ///
    /// `corp_id`, `secret` and `agent_id` are in the administration console: the first under 我的企业, the others on the
    /// application's page. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) where the corp id or the secret is empty, the environment names an
    /// invalid proxy, or no TLS feature is on.
    pub fn new(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> Result<Self, Error> {
        Self::builder(corp_id, secret, agent_id).build()
    }

    /// A client with other settings.
    pub fn builder(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> ClientBuilder {
        let (corp_id, secret, tokens) = (corp_id.into(), secret.into(), Origin::default());
        ClientBuilder::for_account(Application { corp_id, secret, agent_id, tokens })
    }
}

impl ClientBuilder {
    /// The client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) where a setting cannot be used: an invalid or insecure base URL,
    /// an empty corp id or secret, a zero timeout, https without a TLS feature, an invalid proxy, invalid PEM.
    pub fn build(self) -> Result<Client, Error> {
        let Self { account, settings } = self;
        let credential = account.credential(&settings.shown_base_url(), settings.clock.clone());
        let session = settings.session(credential, &application::RATE)?;
        Ok(Client::over(session, &account.corp_id, account.agent_id))
    }
}

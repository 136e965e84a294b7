//! Setting up a client or a robot.

#[cfg(any(test, feature = "_manual-clock"))]
use std::sync::Arc;
use std::time::Duration;

use super::Client;
use super::application::{self, Application};
use super::settings::Settings;
#[cfg(any(test, feature = "_manual-clock"))]
use crate::clock::manual::ManualClock;
use crate::error::Error;
use crate::http::proxy::ProxyChoice;
use crate::http::secret::Secret;
use crate::http::tls::TlsBackend;
use crate::message::check::strictness::Strictness;
#[cfg(feature = "redis")]
use crate::sending::pace::shared::SharedPacing;
use crate::sending::pace::{Pacing, PacingChoice};
use crate::sending::retry::RetryPolicy;
use crate::token::origin::Origin;

/// Sets up a [`Client`] or a `Robot`: the settings that both have.
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

    /// The base URL of WeCom, for private deployments and tests; `https://qyapi.weixin.qq.com` by default.
    ///
    /// May have a port and a path, which is put before that of every endpoint; `/cgi-bin` at its end is left out, since
    /// every endpoint has it. It must be https, except where the host
    /// is this machine (`localhost`, 127.0.0.0/8, `::1`). User name, password, query and fragment are errors.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.settings.base_url = url.into();
        self
    }

    /// Allows an `http://` base URL on another machine.
    ///
    /// Secret, token and messages are then sent unencrypted: use it only in networks where no one can listen.
    pub fn allow_plain_http(mut self) -> Self {
        self.settings.allow_plain_http = true;
        self
    }

    /// The timeout of one whole attempt, including fetching a token; 30 seconds by default, never zero.
    ///
    /// The [`deadline`](RetryPolicy::deadline) of the retry policy limits a call with all its attempts. Either can end late: as
    /// a rule by some hundredths of a second, as the system wakes threads. A kernel that rounds long waits for a socket up adds
    /// to that: 0.9 s to 30 s and 1.6 s to 60 s were measured on Linux.
    ///
    /// The lookup of the host name is not interrupted, because that would take a thread. Its time counts.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.call.timeout = timeout;
        self
    }

    /// The timeout of one whole attempt at an upload or a download, instead of [`timeout`](Self::timeout); 5 minutes by
    /// default, never zero.
    ///
    /// The default is enough for the largest upload, 20 MB, at 0.6 Mbit/s. A large file is downloaded in parts, and each
    /// part has this time; the policy's [`deadline`](RetryPolicy::deadline) limits them all together.
    pub fn media_timeout(mut self, timeout: Duration) -> Self {
        self.settings.call.media_timeout = timeout;
        self
    }

    /// The timeout of opening one connection, proxy and TLS included, within [`timeout`](Self::timeout); 10 seconds by
    /// default, never zero.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.settings.connect_timeout = timeout;
        self
    }

    /// Opens a connection for each request, instead of keeping connections for the next ones.
    ///
    /// For gateways that close a connection after an answer without announcing it (`Connection: close`). A request that is
    /// sent at that moment may have been delivered or not: without this setting, a third of the messages that follow each
    /// other closely through such a gateway fail with [`may_have_been_delivered`](Error::may_have_been_delivered). Opening a
    /// connection takes one round trip, with TLS two or three. WeCom itself needs it not.
    pub fn fresh_connections(mut self) -> Self {
        self.settings.fresh_connections = true;
        self
    }

    /// Sends everything through an HTTP proxy, by CONNECT: `http://user:password@proxy.example.com:8080`.
    ///
    /// By default the environment decides: `HTTPS_PROXY` (`HTTP_PROXY` for an http base URL), then `ALL_PROXY`, except for
    /// the hosts in `NO_PROXY`; also in lower case. Requests to this machine never go through a proxy. SOCKS is not supported.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.settings.proxy = ProxyChoice::Url(url.into());
        self
    }

    /// Uses no proxy, and ignores the environment.
    pub fn no_proxy(mut self) -> Self {
        self.settings.proxy = ProxyChoice::Direct;
        self
    }

    /// Trusts these root certificates **instead of** the default ones: one or more, in PEM.
    ///
    /// For private deployments whose certificate is issued by the company's own authority. A second call replaces the first.
    pub fn root_certificates_pem(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.settings.root_certificates = Some(pem.into());
        self
    }

    /// The TLS library to use if both cargo features are on; rustls by default.
    pub fn tls(mut self, backend: TlsBackend) -> Self {
        self.settings.tls = Some(backend);
        self
    }

    /// Which broken rules keep a message from being sent; those that WeCom refuses, by default.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.settings.call.strictness = strictness;
        self
    }

    /// When a failed request is sent again; by default there are up to three attempts if that cannot deliver twice.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.call.retry = policy;
        self
    }

    /// Keeps to the rate limits of WeCom; off by default.
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.settings.pacing = Some(PacingChoice::Alone(pacing));
        self
    }

    /// Keeps to the rate limits of WeCom together with other programs, instead of [`pacing`](Self::pacing).
    #[cfg(feature = "redis")]
    pub fn shared_pacing(mut self, pacing: SharedPacing) -> Self {
        self.settings.pacing = Some(PacingChoice::Shared(pacing));
        self
    }

    /// Measures and waits by this clock.
    #[doc(hidden)]
    #[cfg(any(test, feature = "_manual-clock"))]
    pub fn manual_clock(mut self, clock: &ManualClock) -> Self {
        self.settings.clock = Arc::new(clock.clone());
        self
    }
}

impl Client {
    /// A client with the default settings: WeCom's public service, the environment's proxy, 30 seconds per attempt.
    ///
    /// `corp_id`, `secret` and `agent_id` are in the administration console: the first under 我的企业, the others on the
    /// application's page. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if the corp id or the secret is empty, the environment names an
    /// invalid proxy, or no TLS feature is on.
    pub fn new(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> Result<Self, Error> {
        Self::builder(corp_id, secret, agent_id).build()
    }

    /// A client with other settings. Blanks and line breaks around the corp id and the secret are ignored.
    pub fn builder(corp_id: impl Into<String>, secret: impl Into<Secret>, agent_id: i64) -> ClientBuilder {
        let (corp_id, secret, tokens) = (corp_id.into(), secret.into(), Origin::default());
        ClientBuilder::for_account(Application { corp_id, secret, agent_id, tokens, downstream: None })
    }
}

impl ClientBuilder {
    /// The client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Fails with [`is_configuration`](Error::is_configuration) if a setting is invalid: an invalid or insecure base URL,
    /// a corp id or secret that is empty or has a control character inside, a zero timeout, https without a TLS feature, an invalid proxy, invalid PEM.
    pub fn build(self) -> Result<Client, Error> {
        let (account, settings) = self.into_parts();
        let credential = account.credential(&settings.shown_base_url(), settings.clock.clone());
        let (corp_id, agent_id) = account.sender();
        let session = settings.session(credential, &application::RATES, [corp_id, &agent_id.to_string()])?;
        Ok(Client::over(session, corp_id, agent_id))
    }
}

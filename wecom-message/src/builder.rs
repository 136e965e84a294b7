//! Setting up a client or a robot.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::account::Application;
#[cfg(feature = "robot")]
use crate::account::Webhook;
use crate::base_url::{BaseUrl, WECOM};
use crate::check::Consequence;
use crate::client::Client;
use crate::clock::{SharedClock, SystemClock};
use crate::credential::Credential;
use crate::error::Error;
#[cfg(any(test, feature = "manual-clock"))]
use crate::manual_clock::ManualClock;
use crate::pace::Pacing;
use crate::retry::RetryPolicy;
use crate::secret::Secret;
use crate::session::Session;
use crate::transport::{self, Http, ProxyChoice, TlsBackend};
#[cfg(feature = "robot")]
use crate::webhook::Robot;

/// What a message may break and still be sent.
///
/// What is not refused arrives as a warning on the receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strictness {
    /// Nothing is checked: WeCom's answer is the only check, and receipts carry no warnings.
    Off,
    /// Refuses what WeCom would refuse.
    #[default]
    Normal,
    /// Refuses also what WeCom would cut, and what breaks a rule whose consequence is not documented.
    Strict,
}

impl Strictness {
    pub(crate) fn refuses(self, consequence: Consequence) -> bool {
        match self {
            Self::Off => false,
            Self::Normal => consequence == Consequence::Refused,
            Self::Strict => consequence != Consequence::Advised,
        }
    }
}

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

/// Sets up a [`Robot`].
#[cfg(feature = "robot")]
pub type RobotBuilder = Builder<Webhook>;

/// What does not depend on who sends.
#[derive(Clone)]
pub(crate) struct Settings {
    strictness: Strictness,
    retry: RetryPolicy,
    pacing: Option<Pacing>,
    timeout: Duration,
    media_timeout: Duration,
    connect_timeout: Duration,
    base_url: String,
    allow_plain_http: bool,
    proxy: ProxyChoice,
    root_certificates: Option<Vec<u8>>,
    tls: Option<TlsBackend>,
    clock: SharedClock,
}

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
    /// is this machine (`localhost`, 127.0.0.0/8, `::1`). User name, password, query and fragment are refused.
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

impl ClientBuilder {
    /// The client. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) where a setting cannot be used: an invalid or insecure base URL,
    /// an empty corp id or secret, a zero timeout, https without a TLS feature, an invalid proxy, invalid PEM.
    pub fn build(self) -> Result<Client, Error> {
        let session = self.settings.session(self.account.credential(&self.settings.shown_base_url()))?;
        Ok(Client::from_parts(&self.account, session))
    }
}

#[cfg(feature = "robot")]
impl RobotBuilder {
    /// The robot. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) where a setting cannot be used: an invalid or insecure base URL,
    /// an empty key, a zero timeout, https without a TLS feature, an invalid proxy, invalid PEM.
    pub fn build(self) -> Result<Robot, Error> {
        self.settings.session(self.account.credential()).map(Robot::from_session)
    }
}

impl Settings {
    /// # Errors
    ///
    /// What cannot work.
    fn session(&self, credential: Credential) -> Result<Session, Error> {
        let http = self.http(&credential)?;
        Ok(self.session_over(credential, Ok(http)))
    }

    /// A session that tells with every call what cannot work.
    pub(crate) fn session_in_any_case(&self, credential: Credential) -> Session {
        let http = self.http(&credential);
        self.session_over(credential, http)
    }

    fn session_over(&self, credential: Credential, http: Result<Http, Error>) -> Session {
        let pace = self.pacing.map(|pacing| credential.pace(pacing));
        Session {
            credential,
            http,
            base_url: self.shown_base_url(),
            timeout: self.timeout,
            media_timeout: self.media_timeout,
            strictness: self.strictness,
            retry: self.retry.clone(),
            pace,
            clock: Arc::clone(&self.clock),
        }
    }

    fn http(&self, credential: &Credential) -> Result<Http, Error> {
        credential.check()?;
        if [self.timeout, self.media_timeout, self.connect_timeout].iter().any(Duration::is_zero)
            || self.retry.is_hopeless()
        {
            return Err(Error::configuration("a timeout of zero leaves no time for anything"));
        }
        let base_url = BaseUrl::parse(&self.base_url)
            .map_err(|reason| Error::configuration(format!("the base URL is not usable: {reason}")))?;
        if !(base_url.is_https() || base_url.is_loopback() || self.allow_plain_http) {
            return Err(Error::configuration(
                "the base URL is plain http, which would show secret and messages to the network; \
                 use https, or permit it with allow_plain_http",
            ));
        }
        let settings = transport::Settings {
            base_url,
            connect_timeout: self.connect_timeout,
            proxy: self.proxy.clone(),
            root_certificates: self.root_certificates.clone(),
            tls: self.tls,
        };
        Http::new(&settings).map_err(Error::configuration)
    }

    /// The base URL as far as it can be shown: one that does not parse may hold a password.
    pub(crate) fn shown_base_url(&self) -> String {
        BaseUrl::parse(&self.base_url).map_or_else(|_| "(not valid)".to_owned(), |url| url.to_string())
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            strictness: Strictness::default(),
            retry: RetryPolicy::default(),
            pacing: None,
            timeout: Duration::from_secs(30),
            media_timeout: Duration::from_secs(300),
            connect_timeout: Duration::from_secs(10),
            base_url: WECOM.to_owned(),
            allow_plain_http: false,
            proxy: ProxyChoice::Environment,
            root_certificates: None,
            tls: None,
            clock: Arc::new(SystemClock),
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("base_url", &self.shown_base_url())
            .field("timeout", &self.timeout)
            .field("media_timeout", &self.media_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("proxy", &self.proxy)
            .field("strictness", &self.strictness)
            .field("retry", &self.retry)
            .field("pacing", &self.pacing)
            .finish_non_exhaustive()
    }
}

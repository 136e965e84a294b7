//! The settings of a builder, and the session that it builds.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::clock::{SharedClock, SystemClock};
use crate::error::Error;
use crate::http::base_url::{BaseUrl, WECOM};
use crate::http::proxy::ProxyChoice;
use crate::http::tls::TlsBackend;
use crate::http::{self, Http};
use crate::sending::credential::Credential;
use crate::sending::options::CallSettings;
use crate::sending::pace::rate::Rate;
use crate::sending::pace::{Pace, PacingChoice};
use crate::sending::session::Session;

/// The settings of clients and robots alike.
#[derive(Clone)]
pub(crate) struct Settings {
    pub(super) call: CallSettings,
    pub(super) pacing: Option<PacingChoice>,
    pub(super) connect_timeout: Duration,
    pub(super) fresh_connections: bool,
    pub(super) base_url: String,
    pub(super) allow_plain_http: bool,
    pub(super) proxy: ProxyChoice,
    pub(super) root_certificates: Option<Vec<u8>>,
    pub(super) tls: Option<TlsBackend>,
    pub(super) clock: SharedClock,
}

impl Settings {
    /// `sender` names the sender whose rates they are.
    ///
    /// # Errors
    ///
    /// An invalid setting.
    pub(crate) fn session(
        &self,
        credential: Box<dyn Credential>,
        rates: &'static [Rate],
        sender: [&str; 2],
    ) -> Result<Session, Error> {
        let http = self.http(&*credential)?;
        let base_url = self.shown_base_url();
        let pace = self.pacing.as_ref().map(|pacing| Pace::new(pacing, rates, &[&base_url, sender[0], sender[1]]));
        let clock = Arc::clone(&self.clock);
        Ok(Session::new(credential, http, base_url, pace, clock, self.call.clone()))
    }

    fn http(&self, credential: &dyn Credential) -> Result<Http, Error> {
        credential.check()?;
        if [self.call.timeout, self.call.media_timeout, self.connect_timeout].iter().any(Duration::is_zero)
            || self.call.retry.is_hopeless()
        {
            return Err(Error::configuration("a timeout must not be zero"));
        }
        let base_url = BaseUrl::parse(&self.base_url)
            .map_err(|reason| Error::configuration(format!("the base URL is not usable: {reason}")))?;
        if !(base_url.is_https() || base_url.is_loopback() || self.allow_plain_http) {
            return Err(Error::configuration(
                "the base URL is plain http, which would show secret and messages to the network; \
                 use https, or permit it with allow_plain_http",
            ));
        }
        let settings = http::Settings {
            base_url,
            connect_timeout: self.connect_timeout,
            fresh_connections: self.fresh_connections,
            proxy: self.proxy.clone(),
            root_certificates: self.root_certificates.clone(),
            tls: self.tls,
        };
        Http::new(&settings).map_err(Error::configuration)
    }

    /// The base URL for display. An invalid one may contain a password, and is not shown.
    pub(crate) fn shown_base_url(&self) -> String {
        BaseUrl::parse(&self.base_url).map_or_else(|_| "(not valid)".to_owned(), |url| url.to_string())
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            call: CallSettings::default(),
            pacing: None,
            connect_timeout: Duration::from_secs(10),
            fresh_connections: false,
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
            .field("timeout", &self.call.timeout)
            .field("media_timeout", &self.call.media_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("fresh_connections", &self.fresh_connections)
            .field("proxy", &self.proxy)
            .field("strictness", &self.call.strictness)
            .field("retry", &self.call.retry)
            .field("pacing", &self.pacing)
            .finish_non_exhaustive()
    }
}

//! One more message, posted to the address that came with a message or a click.

use std::fmt;
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Map, Value};

use super::secret_url::SecretUrl;
use crate::api::aibot::{Card, LongConnection, Markdown, TemplateCard};
use crate::error::Error;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::http::proxy::ProxyChoice;
use crate::http::request::{HttpRequest, Payload};
use crate::http::response::HttpResponse;
use crate::http::secret::Secret;
use crate::http::{self, Http};
use crate::message::Message;
use crate::message::check::strictness::Strictness;
use crate::message::fields::body;
use crate::message::one_time_code::OneTimeCode;
use crate::sending::answer::Answer;

/// How an error names the endpoint: the address is a secret.
const RESPONSE_URL: &str = "response_url";

const WECOM: &str = "qyapi.weixin.qq.com";

const TIMEOUT: Duration = Duration::from_secs(30);

/// The right to post one more message to the chat of a message or of a click, within an hour and without a connection:
/// [`Head::response_url`](super::Head::response_url).
///
/// It is a secret, cannot be copied, and using it consumes it. The answer to a message in a group quotes that message.
///
/// ```no_run
/// use wecom_message::aibot::{ReceivedCallback, ResponseUrl};
///
/// fn later(received: ReceivedCallback) -> Result<(), wecom_message::Error> {
///     let Some(url) = received.head.response_url else { return Ok(()) };
///     ResponseUrl::new(url).markdown("The report is ready.")
/// }
/// ```
///
/// [Official page](https://developer.work.weixin.qq.com/document/path/101138)
pub struct ResponseUrl {
    code: OneTimeCode,
    host: Option<String>,
}

impl ResponseUrl {
    /// The address of a message or of a click.
    pub fn new(code: OneTimeCode) -> Self {
        Self { code, host: None }
    }

    /// Also posts to this host, for private deployments. An address at another host than WeCom's, or on this machine, is an error.
    #[must_use]
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// When it expires: an hour after the message.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.code.expires_at()
    }

    /// Posts Markdown.
    ///
    /// # Errors
    ///
    /// [`is_invalid`](Error::is_invalid) if the message breaks one of its limits, WeCom's error, or that of the network. It is
    /// not posted again; [`may_have_been_delivered`](Error::may_have_been_delivered) says whether it may have arrived.
    pub fn markdown(self, message: impl Into<Markdown>) -> Result<(), Error> {
        self.post(&message.into())
    }

    /// Posts a card.
    ///
    /// # Errors
    ///
    /// As for [`markdown`](Self::markdown).
    pub fn card(self, card: impl Into<Card>) -> Result<(), Error> {
        self.post(&TemplateCard::new(card))
    }

    fn post(self, message: &impl Message<LongConnection>) -> Result<(), Error> {
        Strictness::Normal.enforce(&|report| message.check(report)).map_err(Error::invalid)?;
        let body = body(message).map_err(|error| Error::unwritable(&error))?;
        let failed = |error| Error::transport(RESPONSE_URL, error);
        let url = self.code.into_inner();
        let parsed = SecretUrl::parse(&url);
        let is_known = |it: &SecretUrl<'_>| {
            it.base_url.is_loopback() || it.host() == WECOM || Some(it.host()) == self.host.as_deref()
        };
        let Some(parsed) = parsed.filter(is_known) else {
            return Err(failed(TransportError::plain(Phase::NotSent, Failure::BadPath)));
        };
        let http = Http::new(&http::Settings {
            base_url: parsed.base_url.clone(),
            connect_timeout: Duration::from_secs(10),
            fresh_connections: true,
            proxy: ProxyChoice::Environment,
            root_certificates: None,
            tls: None,
        });
        let request = HttpRequest {
            path: parsed.path,
            query: parsed.query(),
            payload: Payload::Json(&body),
            range: None,
            deadline: Instant::now() + TIMEOUT,
        };
        let response = http.map_err(Error::configuration)?.execute(request).map_err(failed)?;
        if says_success(&response) {
            return Ok(());
        }
        Answer::decode(RESPONSE_URL, &response, &[Secret::from(&*url)]).map(drop)
    }
}

/// What WeCom answers on success is not documented: nothing at all, or an object without an error code, will do.
fn says_success(response: &HttpResponse) -> bool {
    let has_no_code = || {
        let object: Option<Map<String, Value>> = serde_json::from_slice(&response.body).ok();
        object.is_some_and(|object| !object.contains_key("errcode"))
    };
    (200..300).contains(&response.head.status) && (response.body.trim_ascii().is_empty() || has_no_code())
}

/// Without the address.
impl fmt::Debug for ResponseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseUrl").field("expires_at", &self.expires_at()).finish_non_exhaustive()
    }
}

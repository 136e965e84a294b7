//! HTTP: plain data in, plain data out.
//!
//! This folder is the only place that knows ureq. ureq keeps HTTP/1.1, the pool, TLS and CONNECT; the sockets are
//! ours (through ureq's `unversioned` extension points), because only the one who writes the bytes knows whether
//! a failed request can have reached WeCom.
//!
//! Secrets never enter ureq on the way out: it is given a URL without the query, and [`wire`] puts the query into
//! the request line as it leaves. So no error, debug output or trace line of ureq can show one. An answer can repeat
//! it in a header that ureq logs, `Location`: where there is such a log, that value is blanked before ureq reads it.

mod connector;
mod endpoints;
mod exchange;
mod failure;
mod proxy;
mod redirect;
mod socket;
mod tls;
mod wire;

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Read};
use std::time::{Duration, Instant};

use ureq::http::{self, HeaderMap, HeaderName, HeaderValue, Method, Request, Response, Uri, header};
use ureq::{Agent, Body, SendBody};

use crate::base_url::BaseUrl;
use crate::secret::Secret;

use self::endpoints::Endpoints;
pub use self::failure::Phase;
pub(crate) use self::failure::{Failure, TransportError};
pub use self::tls::TlsBackend;

/// No answer of the API comes near this.
pub(crate) const MAX_ANSWER: u64 = 1024 * 1024;

const USER_AGENT: &str = concat!("wecom-message/", env!("CARGO_PKG_VERSION"));
const MAX_HEAD: usize = 16 * 1024;
const IDLE_CONNECTIONS: usize = 64;

/// How the transport is set up.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) base_url: BaseUrl,
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: ProxyChoice,
    pub(crate) root_certificates: Option<Vec<u8>>,
    pub(crate) tls: Option<TlsBackend>,
}

/// Whether requests go through a proxy; never those to loopback.
#[derive(Clone, Debug)]
pub(crate) enum ProxyChoice {
    Environment,
    Direct,
    /// The URL can hold a password.
    Url(Secret),
}

/// One request, as plain data.
#[derive(Debug)]
pub(crate) struct HttpRequest<'a> {
    /// Below the base URL.
    pub(crate) path: &'static str,
    pub(crate) query: Query,
    pub(crate) payload: Payload<'a>,
    /// The first and the last byte wanted, where the answer is fetched in parts.
    pub(crate) range: Option<(u64, u64)>,
    /// Everything but name resolution ends by then.
    pub(crate) deadline: Instant,
}

/// Everything secret, percent-encoded; goes past ureq straight onto the wire.
#[derive(Debug)]
pub(crate) struct Query {
    /// `access_token=`
    pub(crate) before: Cow<'static, str>,
    pub(crate) secret: Secret,
    /// `&type=image`
    pub(crate) after: String,
}

/// What a request carries.
pub(crate) enum Payload<'a> {
    /// Nothing: a GET.
    None,
    /// A POST of JSON.
    Json(&'a [u8]),
    /// A POST of exactly so many bytes, read as they are sent.
    Stream { content_type: &'a str, length: u64, reader: &'a mut dyn Read },
}

/// Not the bytes: they are messages.
impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Json(body) => write!(f, "Json({} bytes)", body.len()),
            Self::Stream { content_type, length, .. } => write!(f, "Stream({length} bytes of {content_type})"),
        }
    }
}

/// The head of an answer. Most answers are read without a look at its headers.
#[derive(Debug)]
pub(crate) struct ResponseHead {
    pub(crate) status: u16,
    pub(crate) content_length: Option<u64>,
    headers: HeaderMap,
}

/// One answer.
#[derive(Debug)]
pub(crate) struct HttpResponse {
    pub(crate) head: ResponseHead,
    pub(crate) body: Vec<u8>,
}

/// The HTTP client; shared by all threads.
pub(crate) struct Http {
    agent: Agent,
    usual_headers: HeaderMap,
    endpoints: Endpoints,
    connect_timeout: Duration,
}

impl Http {
    /// # Errors
    ///
    /// What is wrong with the settings, in words and without secrets.
    pub(crate) fn new(settings: &Settings) -> Result<Self, String> {
        let base_url = settings.base_url.clone();
        let proxy = if base_url.is_loopback() { None } else { proxy::choose(&settings.proxy, base_url.is_https())? };
        let needs_tls = base_url.is_https() || proxy.as_ref().is_some_and(proxy::needs_tls);
        // No timeout is set here: one would make ureq's callers of the resolver expect it to start a thread.
        // The sockets keep the deadline of the exchange instead.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(base_url.is_https())
            .proxy(proxy)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT) // for a proxy
            .accept_encoding("") // an application that turns on ureq's gzip would otherwise turn it on here
            .max_response_header_size(MAX_HEAD)
            .input_buffer_size(wire::BUFFER)
            .output_buffer_size(wire::BUFFER)
            .max_idle_connections(2 * IDLE_CONNECTIONS)
            .max_idle_connections_per_host(IDLE_CONNECTIONS);
        let config = if needs_tls {
            tls::configure(config, settings.tls, settings.root_certificates.as_deref())?
        } else {
            config
        };
        let agent = Agent::with_parts(config.build(), connector::Connections::default(), connector::Unresolved);
        let usual_headers = usual_headers(&base_url)?;
        Ok(Self { agent, usual_headers, endpoints: Endpoints::of(base_url), connect_timeout: settings.connect_timeout })
    }

    /// Sends one request and reads the whole answer, whatever its status.
    pub(crate) fn execute(&self, request: HttpRequest<'_>) -> Result<HttpResponse, TransportError> {
        self.exchange(request, |head, body| {
            let body = read_whole(&head, body)?;
            Ok(HttpResponse { head, body })
        })
    }

    /// Sends one request and hands over the answer as it arrives, whatever its status.
    pub(crate) fn stream<T>(
        &self,
        request: HttpRequest<'_>,
        take: impl FnOnce(ResponseHead, &mut dyn Read) -> io::Result<T>,
    ) -> Result<T, TransportError> {
        self.exchange(request, |head, body| Ok(take(head, &mut body.into_reader())?))
    }

    fn exchange<T>(
        &self,
        request: HttpRequest<'_>,
        take: impl FnOnce(ResponseHead, Body) -> Result<T, ureq::Error>,
    ) -> Result<T, TransportError> {
        let Some(uri) = self.endpoints.uri(request.path) else {
            return Err(TransportError::not_sent(Failure::BadPath));
        };
        let (outcome, trace) = exchange::run(request.deadline, self.connect_timeout, request.query, || {
            let response = self.run(uri, request.payload, request.range).map_err(|error| (error, false))?;
            let (head, body) = ResponseHead::split(response);
            take(head, body).map_err(|error| (error, true))
        });
        outcome.map_err(|(error, answered)| TransportError::new(error, &trace, answered))
    }

    fn run(&self, uri: Uri, payload: Payload<'_>, range: Option<(u64, u64)>) -> Result<Response<Body>, ureq::Error> {
        let mut headers = self.usual_headers.clone();
        if let Some((first, last)) = range {
            let range = HeaderValue::try_from(format!("bytes={first}-{last}"));
            headers.insert(header::RANGE, range.map_err(http::Error::from)?);
        }
        match payload {
            Payload::Json(body) => self.agent.run(request(Method::POST, uri, headers, body)),
            Payload::None => {
                headers.remove(header::CONTENT_TYPE);
                self.agent.run(request(Method::GET, uri, headers, ()))
            }
            Payload::Stream { content_type, length, reader } => {
                headers.insert(header::CONTENT_TYPE, HeaderValue::try_from(content_type).map_err(http::Error::from)?);
                // The length keeps ureq from sending chunks, which WeCom is not known to take.
                headers.insert(header::CONTENT_LENGTH, length.into());
                self.agent.run(request(Method::POST, uri, headers, SendBody::from_reader(reader)))
            }
        }
    }
}

fn request<B>(method: Method, uri: Uri, headers: HeaderMap, body: B) -> Request<B> {
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    request
}

/// What a request with JSON says beside its length. ureq would put the same together anew for each of them.
fn usual_headers(base_url: &BaseUrl) -> Result<HeaderMap, String> {
    let host = HeaderValue::from_str(base_url.host()).map_err(|_| "the base URL has no valid host".to_owned())?;
    Ok(HeaderMap::from_iter([
        (header::HOST, host),
        (header::USER_AGENT, HeaderValue::from_static(USER_AGENT)),
        (header::ACCEPT, HeaderValue::from_static("*/*")),
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
    ]))
}

impl ResponseHead {
    fn split(response: Response<Body>) -> (Self, Body) {
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        (Self { status, content_length: body.content_length(), headers: parts.headers }, body)
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.ascii(header::CONTENT_TYPE)
    }

    pub(crate) fn content_range(&self) -> Option<&str> {
        self.ascii(header::CONTENT_RANGE)
    }

    /// Header lines are bytes; what is no UTF-8 in this one is replaced.
    pub(crate) fn content_disposition(&self) -> Option<Cow<'_, str>> {
        self.headers.get(header::CONTENT_DISPOSITION).map(|value| String::from_utf8_lossy(value.as_bytes()))
    }

    fn ascii(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// The whole body of an answer, in one allocation where it has the length that was announced and is no larger than usual.
fn read_whole(head: &ResponseHead, body: Body) -> Result<Vec<u8>, ureq::Error> {
    const USUAL: usize = 16 * 1024;
    /// With less room than this, `read_to_end` looks for more in a buffer of its own.
    const SPARE: usize = 32;
    let announced = head.content_length.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut whole = Vec::with_capacity(announced.min(USUAL) + SPARE);
    body.into_with_config().limit(MAX_ANSWER).reader().read_to_end(&mut whole)?;
    Ok(whole)
}

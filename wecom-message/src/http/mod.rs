//! HTTP: plain data in, plain data out.
//!
//! This folder is the only place that knows ureq. ureq keeps HTTP/1.1, the pool, TLS and CONNECT; the sockets are
//! ours (through ureq's `unversioned` extension points), because only the one who writes the bytes knows whether
//! a failed request can have reached WeCom.
//!
//! Secrets never enter ureq on the way out: it is given a URL without the query, and [`wire`] puts the query into
//! the request line as it leaves. So no error, debug output or trace line of ureq can show one. An answer can repeat
//! it in a header that ureq logs, `Location`: where there is such a log, that value is blanked before ureq reads it.

pub(crate) mod base_url;
mod connector;
mod endpoints;
mod exchange;
pub(crate) mod failure;
pub(crate) mod percent;
pub(crate) mod proxy;
pub(crate) mod read_up_to;
mod redirect;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod scrub;
pub(crate) mod secret;
mod socket;
pub(crate) mod tls;
mod wire;

use std::io::{self, Read};
use std::time::Duration;

use ureq::http::{self, HeaderMap, HeaderValue, Method, Request, Response, Uri, header};
use ureq::{Agent, Body, SendBody};

use self::base_url::BaseUrl;
use self::endpoints::Endpoints;
use self::failure::{Failure, TransportError};
use self::proxy::ProxyChoice;
use self::request::{HttpRequest, Payload};
use self::response::{HttpResponse, ResponseHead};
use self::tls::TlsBackend;

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
            let body = response::read_whole(&head, body)?;
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

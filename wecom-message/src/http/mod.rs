//! HTTP: a request as plain data in, an answer as plain data out.
//!
//! Only this folder knows ureq. ureq speaks HTTP/1.1, pools connections, and does TLS and CONNECT. The sockets are ours,
//! because only the code that writes the bytes knows whether a failed request may have reached WeCom.
//!
//! A corp secret lives for years, and ureq writes requests to its `TRACE` log. So ureq gets URLs without their query, and
//! [`wire`] adds the query as the bytes leave. [`logged_head`] masks the headers of an answer that can bring it back.

pub(crate) mod base_url;
mod connector;
mod exchange;
pub(crate) mod failure;
pub(crate) mod fingerprint;
mod logged_head;
mod no_proxy;
pub(crate) mod percent;
pub(crate) mod printable;
pub(crate) mod proxy;
pub(crate) mod read_up_to;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod scrub;
pub(crate) mod secret;
mod socket;
pub(crate) mod tls;
pub(crate) mod unescape;
mod wire;

use std::io::{self, Read};
use std::time::Duration;

use ureq::http::{Method, Request, Response, Uri, header};
use ureq::{Agent, Body, SendBody};

use self::base_url::BaseUrl;
use self::failure::{Failure, Phase, TransportError};
use self::proxy::{ProxyChoice, ProxyName};
use self::request::{HttpRequest, Payload};
use self::response::{HttpResponse, MAX_ANSWER, ResponseHead};
use self::tls::TlsBackend;

const USER_AGENT: &str = concat!("wecom-message/", env!("CARGO_PKG_VERSION"));
const MAX_HEAD: usize = 16 * 1024;
/// Heads, chunk sizes and trailers may be as long as the body.
const MAX_OVERHEAD: u64 = 2;
const IDLE_CONNECTIONS: usize = 64;

/// The settings of the HTTP client.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) base_url: BaseUrl,
    pub(crate) connect_timeout: Duration,
    /// Whether each request has a connection of its own.
    pub(crate) fresh_connections: bool,
    pub(crate) proxy: ProxyChoice,
    pub(crate) root_certificates: Option<Vec<u8>>,
    pub(crate) tls: Option<TlsBackend>,
}

/// The HTTP client; shared by all threads.
pub(crate) struct Http {
    agent: Agent,
    base_url: BaseUrl,
    proxy: Option<ProxyName>,
    connect_timeout: Duration,
}

/// A body whose end is an error if the connection broke off. ureq treats that as the end of a body without a length.
struct Unbroken<R>(R);

impl<R: Read> Read for Unbroken<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 if !buffer.is_empty() && exchange::is_broken_off() => Err(io::ErrorKind::UnexpectedEof.into()),
            read => Ok(read),
        }
    }
}

impl Http {
    /// Fails with what is wrong with the settings, in words and without secrets.
    pub(crate) fn new(settings: &Settings) -> Result<Self, String> {
        let base_url = settings.base_url.clone();
        let chosen = if base_url.is_loopback() { None } else { proxy::choose(&settings.proxy, &base_url)? };
        let (proxy, proxy_name) = chosen.map(|chosen| (chosen.proxy, chosen.name)).unzip();
        let needs_tls = base_url.is_https() || proxy.as_ref().is_some_and(proxy::needs_tls);
        let idle = if settings.fresh_connections { 0 } else { IDLE_CONNECTIONS };
        // No timeouts: the sockets keep the deadline of the exchange instead.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(base_url.is_https())
            .proxy(proxy)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .accept_encoding("") // or an application that turns on ureq's gzip turns it on here, too
            .max_response_header_size(MAX_HEAD)
            .input_buffer_size(wire::BUFFER)
            .output_buffer_size(wire::BUFFER)
            .max_idle_connections(2 * idle)
            .max_idle_connections_per_host(idle);
        let config = if needs_tls {
            tls::configure(config, settings.tls, settings.root_certificates.as_deref())?
        } else {
            config
        };
        let agent = Agent::with_parts(config.build(), connector::Connections::default(), connector::Unresolved);
        Ok(Self { agent, base_url, proxy: proxy_name, connect_timeout: settings.connect_timeout })
    }

    /// Sends one request and reads the whole answer, for any status.
    pub(crate) fn execute(&self, request: HttpRequest<'_>) -> Result<HttpResponse, TransportError> {
        self.exchange(request, MAX_OVERHEAD * MAX_ANSWER, |head, body| {
            let body = body.into_with_config().limit(MAX_ANSWER).read_to_vec()?;
            Ok(HttpResponse { head, body })
        })
    }

    /// Sends one request and passes the answer, of at most so many bytes, to `take` as it arrives, for any status.
    pub(crate) fn stream<T>(
        &self,
        request: HttpRequest<'_>,
        most: u64,
        take: impl FnOnce(ResponseHead, &mut dyn Read) -> io::Result<T>,
    ) -> Result<T, TransportError> {
        self.exchange(request, MAX_OVERHEAD * most, |head, body| Ok(take(head, &mut Unbroken(body.into_reader()))?))
    }

    fn exchange<T>(
        &self,
        request: HttpRequest<'_>,
        room: u64,
        take: impl FnOnce(ResponseHead, Body) -> Result<T, ureq::Error>,
    ) -> Result<T, TransportError> {
        let Some(uri) = self.base_url.endpoint(request.path) else {
            return Err(TransportError::plain(Phase::NotSent, Failure::BadPath));
        };
        let (outcome, trace) = exchange::run(request.deadline, self.connect_timeout, request.query, room, || {
            let response = self.run(uri.clone(), request.payload, request.range).map_err(|error| (error, false))?;
            let (head, body) = ResponseHead::split(response);
            take(head, body).map_err(|error| (error, true))
        });
        outcome.map_err(|(error, answered)| TransportError::new(error, &trace, answered, &uri, self.proxy.as_ref()))
    }

    fn run(&self, uri: Uri, payload: Payload<'_>, range: Option<(u64, u64)>) -> Result<Response<Body>, ureq::Error> {
        let mut request = Request::builder().uri(uri);
        if let Some((first, last)) = range {
            request = request.header(header::RANGE, format!("bytes={first}-{last}"));
        }
        match payload {
            Payload::None => self.agent.run(request.method(Method::GET).body(())?),
            Payload::Json(body) => {
                let request = request.method(Method::POST).header(header::CONTENT_TYPE, "application/json");
                self.agent.run(request.body(body)?)
            }
            Payload::Stream { content_type, length, reader } => {
                let request = request.method(Method::POST).header(header::CONTENT_TYPE, content_type);
                // With a length ureq sends no chunks, which WeCom is not known to accept.
                let request = request.header(header::CONTENT_LENGTH, length);
                self.agent.run(request.body(SendBody::from_reader(reader))?)
            }
        }
    }
}

//! HTTP: plain data in, plain data out.
//!
//! This folder is the only place that knows ureq. ureq keeps HTTP/1.1, the pool, TLS and CONNECT; the sockets are
//! ours (through ureq's `unversioned` extension points), because only the one who writes the bytes knows whether
//! a failed request can have reached WeCom.
//!
//! Secrets never enter ureq on the way out: it is given a URL without the query, and [`wire`] puts the query into
//! the request line as it leaves. So no error, debug output or trace line of ureq can show one.

mod connector;
mod exchange;
mod failure;
mod proxy;
mod socket;
mod tls;
mod wire;

use std::time::{Duration, Instant};

use ureq::http::{Method, Request, Uri, header};
use ureq::{Agent, Body};

use crate::base_url::BaseUrl;
use crate::secret::Secret;

pub use self::failure::Phase;
pub(crate) use self::failure::{Failure, TransportError};
pub use self::tls::TlsBackend;

/// No answer of the API comes near this.
pub(crate) const MAX_ANSWER: u64 = 1024 * 1024;

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
    pub(crate) path: &'a str,
    /// Percent-encoded, with everything secret; goes past ureq straight onto the wire.
    pub(crate) query: Secret,
    /// A JSON body makes it a POST, none a GET.
    pub(crate) json: Option<&'a [u8]>,
    /// Everything but name resolution ends by then.
    pub(crate) deadline: Instant,
}

/// One answer, as plain data.
#[derive(Debug)]
pub(crate) struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// The HTTP client; shared by all threads.
pub(crate) struct Http {
    agent: Agent,
    base_url: BaseUrl,
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
            .user_agent(concat!("wecom-message/", env!("CARGO_PKG_VERSION")))
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
        Ok(Self { agent, base_url, connect_timeout: settings.connect_timeout })
    }

    /// Sends one request and reads the whole answer, whatever its status.
    pub(crate) fn execute(&self, request: HttpRequest<'_>) -> Result<HttpResponse, TransportError> {
        let Ok(uri) = self.base_url.join(request.path).parse::<Uri>() else {
            return Err(TransportError::not_sent(Failure::BadPath));
        };
        let (outcome, trace) = exchange::run(request.deadline, self.connect_timeout, request.query, || {
            let response = self.run(uri, request.json).map_err(|error| (error, false))?;
            let status = response.status().as_u16();
            let content_type = response.headers().get(header::CONTENT_TYPE);
            let content_type = content_type.and_then(|value| value.to_str().ok()).map(str::to_owned);
            let body = response.into_body().into_with_config().limit(MAX_ANSWER).read_to_vec();
            let body = body.map_err(|error| (error, true))?;
            Ok(HttpResponse { status, content_type, body })
        });
        outcome.map_err(|(error, answered)| TransportError::new(error, &trace, answered))
    }

    fn run(&self, uri: Uri, json: Option<&[u8]>) -> Result<ureq::http::Response<Body>, ureq::Error> {
        let builder = Request::builder().uri(uri);
        match json {
            None => self.agent.run(builder.method(Method::GET).body(())?),
            Some(body) => {
                let builder = builder.method(Method::POST).header(header::CONTENT_TYPE, "application/json");
                self.agent.run(builder.body(body)?)
            }
        }
    }
}

//! Failed requests: the cause, and how far the request had come.

use std::error::Error as StdError;
use std::fmt;
use std::io::ErrorKind;

use ureq::http::Uri;

use super::exchange::{Exchange, Step};
use super::proxy::ProxyName;

/// How far a request had come when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// It was not sent, so sending it again cannot deliver it twice.
    NotSent,
    /// Some or all of it was sent, and no answer came: WeCom may have delivered the message.
    MaybeDelivered,
    /// An answer arrived, at least its head.
    Answered,
}

/// A request without a usable HTTP answer.
#[derive(Debug)]
pub(crate) struct TransportError {
    pub(crate) phase: Phase,
    pub(crate) failure: Failure,
    /// The host and port of the base URL, if the connection could not be opened.
    pub(crate) host: Option<String>,
    /// The proxy that the connection was opened through when it failed.
    pub(crate) proxy: Option<ProxyName>,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The cause of the failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    BadPath,
    Resolve,
    Connect,
    Proxy,
    Tls,
    Timeout,
    Closed,
    TooLarge,
    Protocol,
    /// Another connection of the bot took the place of this one.
    #[cfg(feature = "aibot")]
    Replaced,
    /// The program closed the connection.
    #[cfg(feature = "aibot")]
    Ended,
    /// A file of a member does not decrypt.
    #[cfg(feature = "aibot")]
    Undecryptable,
}

impl TransportError {
    pub(super) fn new(
        error: ureq::Error,
        exchange: &Exchange,
        answered: bool,
        uri: &Uri,
        proxy: Option<&ProxyName>,
    ) -> Self {
        let phase = match exchange.sent {
            _ if answered => Phase::Answered,
            0 => Phase::NotSent,
            _ => Phase::MaybeDelivered,
        };
        let is_opening = matches!(exchange.step, Step::Idle | Step::Resolve | Step::Connect | Step::Handshake);
        let proxy = proxy.filter(|_| is_opening).cloned();
        let host = uri.authority().filter(|_| is_opening).map(ToString::to_string);
        Self { phase, failure: Failure::of(&error, exchange.step), host, proxy, source: harmless(error) }
    }

    /// One without a cause of its own.
    pub(crate) fn plain(phase: Phase, failure: Failure) -> Self {
        Self { phase, failure, host: None, proxy: None, source: None }
    }
}

impl Failure {
    fn of(error: &ureq::Error, step: Step) -> Self {
        match error {
            ureq::Error::Timeout(_) => Self::Timeout,
            ureq::Error::HostNotFound => Self::Resolve,
            ureq::Error::ConnectProxyFailed(_) | ureq::Error::InvalidProxyUrl => Self::Proxy,
            ureq::Error::BodyExceedsLimit(_) | ureq::Error::LargeResponseHeader(..) => Self::TooLarge,
            ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) => Self::BadPath,
            ureq::Error::Io(error) => Self::of_io(error, step),
            ureq::Error::Protocol(_) | ureq::Error::Http(_) => Self::Protocol,
            // The rest are TLS errors, which depend on the features of ureq.
            _ if step == Step::Handshake => Self::Tls,
            _ => Self::Protocol,
        }
    }

    fn of_io(error: &std::io::Error, step: Step) -> Self {
        match (step, error.kind()) {
            (_, ErrorKind::TimedOut | ErrorKind::WouldBlock) => Self::Timeout,
            (Step::Resolve, _) => Self::Resolve,
            (Step::Idle | Step::Connect, _) => Self::Connect,
            (Step::Handshake, _) | (_, ErrorKind::InvalidData) => Self::Tls,
            _ => Self::Closed,
        }
    }
}

/// ureq's error, unless its text contains the URL. That has no query, but the rule costs nothing.
fn harmless(error: ureq::Error) -> Option<Box<dyn StdError + Send + Sync>> {
    match error {
        ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) | ureq::Error::Timeout(_) => None,
        ureq::Error::Io(error) => Some(Box::new(error)),
        error => Some(Box::new(error)),
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.failure {
            Failure::BadPath => "the path of the endpoint is not a valid URL path",
            Failure::Resolve => "the host name could not be resolved",
            Failure::Connect => "the connection could not be opened",
            Failure::Proxy => "the proxy did not open a tunnel",
            Failure::Tls => "the TLS connection could not be opened",
            Failure::Timeout => "the time ran out",
            Failure::Closed => "the connection was closed",
            Failure::TooLarge => "the answer is larger than any answer of WeCom",
            Failure::Protocol => "the answer is not valid HTTP",
            #[cfg(feature = "aibot")]
            Failure::Replaced => "another connection of the bot took the place of this one",
            #[cfg(feature = "aibot")]
            Failure::Ended => "the program closed the connection",
            #[cfg(feature = "aibot")]
            Failure::Undecryptable => "the file does not decrypt: it is cut off, not encrypted, or has another key",
        })?;
        if let Some(host) = &self.host {
            write!(f, " ({host}")?;
            if let Some(source) = &self.source {
                write!(f, ": {source}")?;
            }
            f.write_str(")")?;
        }
        if let Some(proxy) = &self.proxy {
            write!(f, ", by way of {proxy}")?;
        }
        f.write_str(match self.phase {
            Phase::NotSent => "; nothing was sent",
            Phase::MaybeDelivered => " after the request was sent and before an answer came",
            Phase::Answered => " while the answer was read",
        })
    }
}

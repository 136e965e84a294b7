//! Failed requests: the cause, and how far the request had come.

use std::error::Error as StdError;
use std::fmt;
use std::io::ErrorKind;

use super::exchange::{Exchange, Step};

/// How far a request had come when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Phase {
    /// Nothing of it was sent: sending it again cannot deliver it twice.
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
    /// The host and port that the connection was opened to: WeCom's or the proxy's. Known when opening it failed.
    pub(crate) peer: Option<String>,
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
}

impl TransportError {
    pub(super) fn new(error: ureq::Error, exchange: &Exchange, answered: bool, peer: String) -> Self {
        let phase = match exchange.sent {
            _ if answered => Phase::Answered,
            0 => Phase::NotSent,
            _ => Phase::MaybeDelivered,
        };
        let failure = Failure::of(&error, exchange.step);
        let peer = failure.is_of_opening().then_some(peer);
        Self { phase, failure, peer, source: harmless(error) }
    }

    pub(crate) fn not_sent(failure: Failure) -> Self {
        Self { phase: Phase::NotSent, failure, peer: None, source: None }
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

    /// Whether the connection could not be opened. The cause is then a setting or the network, so the text names both.
    fn is_of_opening(self) -> bool {
        matches!(self, Self::Resolve | Self::Connect | Self::Proxy | Self::Tls)
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
        })?;
        if let Some(peer) = &self.peer {
            write!(f, " ({peer}")?;
            if let Some(source) = &self.source {
                write!(f, ": {source}")?;
            }
            f.write_str(")")?;
        }
        f.write_str(match self.phase {
            Phase::NotSent => "; nothing was sent",
            Phase::MaybeDelivered => " after the request was sent and before an answer came",
            Phase::Answered => " while the answer was read",
        })
    }
}

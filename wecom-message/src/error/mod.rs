//! What can go wrong, and what to do then.

mod advice;
pub(crate) mod api_error;
pub(crate) mod error_code;
pub(crate) mod unreadable;

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use self::api_error::ApiError;
use self::error_code::ErrorCode;
use self::unreadable::Unreadable;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::message::check::violation::Violation;

pub(crate) const GETTOKEN: &str = "cgi-bin/gettoken";

const REPEATED_PAGE: &str = "the answer names a page as the next one that was read before: the list would never end";

/// Endpoints that carry files; they deliver nothing to anybody.
const MEDIA: [&str; 2] = ["cgi-bin/media/", "cgi-bin/webhook/upload_media"];

/// Why a message was not sent, or why it is not known whether it was.
///
/// Ask the predicates what kind of error it is; [`advice`](Self::advice) says what to do next. Neither `Display` nor
/// `Debug` shows a secret. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct Error {
    inner: Arc<Inner>,
    /// Bytes of a download that had been written.
    written: u64,
    attempts: u32,
    /// Of an attempt before the last one.
    maybe_delivered: bool,
}

#[derive(Debug)]
struct Inner {
    kind: Kind,
    endpoint: Option<&'static str>,
    /// Of the request that carries the message, not of the one for the token before it.
    phase: Option<Phase>,
}

#[derive(Debug)]
enum Kind {
    /// What the check found.
    Invalid(Vec<Violation>),
    Api(ApiError),
    Transport(TransportError),
    Unreadable(Unreadable),
    /// A page of a list names a page that was read before as the next one.
    RepeatedPage,
    Configuration(String),
    /// At most so many messages within this time, and how long the next one has to wait.
    Paced {
        messages: usize,
        within: Duration,
        wait: Duration,
    },
    Io {
        what: &'static str,
        source: io::Error,
    },
    TokenSource(Box<dyn StdError + Send + Sync>),
}

impl Error {
    pub(crate) fn invalid(violations: Vec<Violation>) -> Self {
        Self::new(Kind::Invalid(violations), None, None)
    }

    pub(crate) fn invalid_file(endpoint: &'static str, violations: Vec<Violation>) -> Self {
        Self::new(Kind::Invalid(violations), Some(endpoint), None)
    }

    /// Trouble with a file on this side; `what` could not be done.
    pub(crate) fn io(endpoint: &'static str, what: &'static str, source: io::Error) -> Self {
        Self::new(Kind::Io { what, source }, Some(endpoint), None)
    }

    /// The same error, of a download that had come so far.
    pub(crate) fn after_writing(self, written: u64) -> Self {
        Self { written, ..self }
    }

    /// The same error, as the last of so many attempts.
    pub(crate) fn after_attempts(self, attempts: u32, maybe_delivered: bool) -> Self {
        Self { attempts, maybe_delivered, ..self }
    }

    /// Whether another attempt may end otherwise, as far as the trouble itself goes.
    pub(crate) fn may_pass(&self) -> bool {
        const GATEWAY: u16 = 500;
        match &self.inner.kind {
            Kind::Transport(error) => !matches!(error.failure, Failure::BadPath | Failure::TooLarge),
            Kind::Unreadable(answer) => answer.status >= GATEWAY,
            _ => false,
        }
    }

    /// What kind of error it is, in words of this crate alone: an `errmsg` can repeat recipients and payload.
    pub(crate) fn write_outline(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner.kind {
            Kind::Api(error) => write!(f, "errcode {}", error.code),
            Kind::Transport(error) => write!(f, "{error}"),
            Kind::Unreadable(answer) => write!(f, "an answer that is not WeCom's, HTTP status {}", answer.status),
            Kind::RepeatedPage => f.write_str(REPEATED_PAGE),
            Kind::Io { what, .. } => f.write_str(what),
            Kind::Invalid(_) => f.write_str("it is invalid"),
            Kind::Configuration(_) => f.write_str("the settings cannot be used"),
            Kind::Paced { .. } => f.write_str("its pace is reached"),
            Kind::TokenSource(_) => f.write_str("the application supplied no token"),
        }
    }

    pub(crate) fn configuration(reason: impl Into<String>) -> Self {
        Self::new(Kind::Configuration(reason.into()), None, None)
    }

    pub(crate) fn answered(endpoint: &'static str, error: ApiError) -> Self {
        Self::new(Kind::Api(error), Some(endpoint), Some(Phase::Answered))
    }

    pub(crate) fn unreadable(endpoint: &'static str, answer: Unreadable) -> Self {
        Self::new(Kind::Unreadable(answer), Some(endpoint), Some(Phase::Answered))
    }

    pub(crate) fn repeated_page(endpoint: &'static str) -> Self {
        Self::new(Kind::RepeatedPage, Some(endpoint), Some(Phase::Answered))
    }

    pub(crate) fn transport(endpoint: &'static str, error: TransportError) -> Self {
        let phase = error.phase;
        Self::new(Kind::Transport(error), Some(endpoint), Some(phase))
    }

    pub(crate) fn paced(endpoint: &'static str, messages: usize, within: Duration, wait: Duration) -> Self {
        Self::new(Kind::Paced { messages, within, wait }, Some(endpoint), None)
    }

    pub(crate) fn token_source(error: Box<dyn StdError + Send + Sync>) -> Self {
        Self::new(Kind::TokenSource(error), None, Some(Phase::NotSent))
    }

    pub(crate) fn token_wait_timed_out() -> Self {
        Self::transport(GETTOKEN, TransportError::not_sent(Failure::Timeout))
    }

    fn new(kind: Kind, endpoint: Option<&'static str>, phase: Option<Phase>) -> Self {
        let phase = if endpoint == Some(GETTOKEN) { Some(Phase::NotSent) } else { phase };
        Self { inner: Arc::new(Inner { kind, endpoint, phase }), written: 0, attempts: 0, maybe_delivered: false }
    }

    /// Whether the check before sending found the message or the file invalid; nothing was sent.
    ///
    /// Fix the members that [`violations`](Self::violations) lists. Where a limit is known to be wrong, send with
    /// another [`Strictness`](crate::Strictness).
    pub fn is_invalid(&self) -> bool {
        matches!(self.inner.kind, Kind::Invalid(_))
    }

    /// Everything that the check found, where [`is_invalid`](Self::is_invalid); warnings among it.
    pub fn violations(&self) -> &[Violation] {
        match &self.inner.kind {
            Kind::Invalid(violations) => violations,
            _ => &[],
        }
    }

    /// Whether the message would have gone beyond the rate that [`Pacing`](crate::Pacing) keeps to; nothing was sent.
    ///
    /// Send it again after [`retry_after`](Self::retry_after).
    pub fn is_paced(&self) -> bool {
        self.retry_after().is_some()
    }

    /// How long to wait before sending again, where [`is_paced`](Self::is_paced).
    pub fn retry_after(&self) -> Option<Duration> {
        match self.inner.kind {
            Kind::Paced { wait, .. } => Some(wait),
            _ => None,
        }
    }

    /// Whether WeCom answered with an error code, and did not do what it was asked.
    ///
    /// Look at [`api`](Self::api) and [`advice`](Self::advice): what to do depends on the code.
    pub fn is_api(&self) -> bool {
        self.api().is_some()
    }

    /// WeCom's error, where [`is_api`](Self::is_api).
    pub fn api(&self) -> Option<&ApiError> {
        match &self.inner.kind {
            Kind::Api(error) => Some(error),
            _ => None,
        }
    }

    /// WeCom's error code, where [`is_api`](Self::is_api).
    pub fn errcode(&self) -> Option<ErrorCode> {
        self.api().map(|error| error.code)
    }

    /// Whether no usable HTTP answer came: no connection, a broken one, a timeout, not HTTP.
    ///
    /// Look at [`may_have_been_delivered`](Self::may_have_been_delivered) before sending again.
    pub fn is_transport(&self) -> bool {
        matches!(self.inner.kind, Kind::Transport(_))
    }

    /// Whether the time ran out, on the wire or in waiting for another thread to fetch the token.
    ///
    /// Raise [`timeout`](crate::ClientBuilder::timeout) where this happens on a slow network; look at
    /// [`may_have_been_delivered`](Self::may_have_been_delivered) before sending again.
    pub fn is_timeout(&self) -> bool {
        matches!(&self.inner.kind, Kind::Transport(error) if error.failure == Failure::Timeout)
    }

    /// Whether WeCom may have delivered the message all the same.
    ///
    /// When true, sending again can deliver it twice; do it where twice is better than not at all, or where WeCom's
    /// duplicate check was on in the first message. When false, the message was not delivered.
    ///
    /// Always false for uploads and downloads, however far they came: they deliver nothing to anybody, and can simply be
    /// done again.
    ///
    /// This is about all [attempts](Self::attempts) together, also where the last of them certainly delivered nothing.
    pub fn may_have_been_delivered(&self) -> bool {
        let last = !self.is_api() && matches!(self.phase(), Some(Phase::MaybeDelivered | Phase::Answered));
        !self.is_media() && (last || self.maybe_delivered)
    }

    /// How many attempts were made, this error being that of the last one; 0 where there was none.
    ///
    /// See [`RetryPolicy`](crate::RetryPolicy). One with a new token, after WeCom refused the old one, counts as well.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    fn is_media(&self) -> bool {
        self.endpoint().is_some_and(|endpoint| MEDIA.iter().any(|media| endpoint.starts_with(media)))
    }

    /// Whether a file on this side is the trouble: the one to upload could not be read, or the downloaded one not be
    /// written.
    ///
    /// [`source`](StdError::source) is the [`std::io::Error`]. WeCom has nothing of the file.
    pub fn is_io(&self) -> bool {
        matches!(self.inner.kind, Kind::Io { .. })
    }

    /// How many bytes of a download had been written when it failed; 0 for all other errors.
    ///
    /// What was written is not the whole file: throw it away before trying again.
    pub fn bytes_written(&self) -> u64 {
        self.written
    }

    /// Whether the client is set up wrongly; no message can be sent with it.
    ///
    /// Change the settings as the text says.
    pub fn is_configuration(&self) -> bool {
        matches!(self.inner.kind, Kind::Configuration(_))
    }

    /// Whether the application's own [`token_source`](crate::ClientBuilder::token_source) gave no token; the message was not sent.
    ///
    /// [`source`](StdError::source) is its error.
    pub fn is_token_source(&self) -> bool {
        matches!(self.inner.kind, Kind::TokenSource(_))
    }

    /// Whether something answered that is not WeCom, or not as documented.
    ///
    /// Mostly a proxy, a login page of the network or a wrong base URL; the text has the HTTP status, the content type
    /// and the beginning of the body. Also a list whose [`Pages`](crate::Pages) would never end.
    pub fn is_unreadable_answer(&self) -> bool {
        matches!(self.inner.kind, Kind::Unreadable(_) | Kind::RepeatedPage)
    }

    /// How far the last request with the message came; `None` where there was none.
    ///
    /// Trouble in fetching the token is [`Phase::NotSent`], since the message itself was not.
    pub fn phase(&self) -> Option<Phase> {
        self.inner.phase
    }

    /// The endpoint that failed, below the base URL: `cgi-bin/message/send`, or `cgi-bin/gettoken` for the token.
    pub fn endpoint(&self) -> Option<&'static str> {
        self.inner.endpoint
    }

    /// What to do next, for the people who run the program; `None` where nothing better than the error's own text
    /// can be said.
    pub fn advice(&self) -> Option<&'static str> {
        match &self.inner.kind {
            _ if self.maybe_delivered && !self.is_media() => Some(advice::MAYBE_DELIVERED),
            Kind::Invalid(_) if self.is_media() => Some(advice::INVALID_FILE),
            Kind::Invalid(_) => Some(advice::INVALID),
            Kind::Io { .. } => Some(advice::IO),
            Kind::Configuration(_) | Kind::TokenSource(_) => None,
            Kind::Paced { .. } => Some(advice::PACED),
            Kind::Api(error) => advice::for_answer(self.endpoint().unwrap_or_default(), error),
            Kind::RepeatedPage => Some(advice::REPEATED_PAGE),
            Kind::Unreadable(_) if self.is_media() => Some(advice::UNREADABLE_MEDIA),
            Kind::Unreadable(_) => Some(advice::UNREADABLE),
            Kind::Transport(_) if self.is_media() && self.phase() != Some(Phase::NotSent) => {
                Some(advice::BROKEN_OFF_MEDIA)
            }
            Kind::Transport(error) => {
                Some(advice::for_transport(error.failure, self.phase().unwrap_or(Phase::NotSent)))
            }
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.inner.kind {
            Kind::Transport(error) => error.source.as_ref().map(|source| &**source as &(dyn StdError + 'static)),
            Kind::Io { source, .. } => Some(source),
            Kind::TokenSource(source) => Some(&**source),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(endpoint) = self.inner.endpoint {
            write!(f, "{endpoint}: ")?;
        }
        match &self.inner.kind {
            Kind::Configuration(reason) => f.write_str(reason),
            Kind::Paced { messages, within, wait } => {
                let time = within.as_secs();
                let whose = "by the pace set on the builder";
                write!(f, "not sent: {messages} messages in {time} seconds are allowed {whose}, ")?;
                write!(f, "and the next one can go in {:.1} seconds", wait.as_secs_f64())
            }
            Kind::Api(error) => error.fmt(f),
            Kind::Transport(error) => error.fmt(f),
            Kind::Unreadable(answer) => answer.fmt(f),
            Kind::RepeatedPage => f.write_str(REPEATED_PAGE),
            Kind::TokenSource(source) => write!(f, "the token source failed: {source}"),
            Kind::Io { what, source } => write!(f, "{what}: {source}"),
            Kind::Invalid(violations) => {
                write!(f, "the {} is invalid, and was not sent:", if self.is_media() { "file" } else { "message" })?;
                violations.iter().try_for_each(|violation| write!(f, "\n  {violation}"))
            }
        }?;
        match self.attempts {
            0 | 1 => Ok(()),
            attempts if self.maybe_delivered => {
                write!(f, "; this was attempt {attempts}, and one of them may have been delivered")
            }
            attempts => write!(f, "; this was attempt {attempts}"),
        }?;
        match self.written {
            0 => Ok(()),
            written => write!(f, "; {written} bytes of the file had been written by then, and they are not all of it"),
        }
    }
}

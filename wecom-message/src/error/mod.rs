//! Errors.

mod advice;
pub(crate) mod api_error;
mod display;
pub(crate) mod error_code;
#[cfg(test)]
mod tests;
pub(crate) mod unreadable;

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use self::api_error::ApiError;
use self::error_code::ErrorCode;
use self::unreadable::Unreadable;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::message::check::violation::{Consequence, Problem, Violation};
#[cfg(feature = "redis")]
use crate::store::error::StoreError;

pub(crate) const GETTOKEN: &str = "cgi-bin/gettoken";

/// The token of a downstream corporation.
pub(crate) const DOWNSTREAM_TOKEN: &str = "cgi-bin/corpgroup/corp/gettoken";

/// Endpoints for files; they deliver nothing.
const MEDIA: [&str; 4] =
    ["cgi-bin/media/", "cgi-bin/webhook/upload_media", "aibot_upload_media", "the address of a file"];

/// Why a message was not sent, or why it is not known whether it was.
///
/// The predicates tell the kinds of errors apart, and [`advice`](Self::advice) says what to do next. Neither `Display` nor
/// `Debug` shows a secret. `Debug` is the text followed by the advice, since a program that returns an error from `main`
/// prints it; `{:#?}` has the fields. Cloning is cheap.
#[derive(Clone)]
pub struct Error {
    inner: Arc<Inner>,
    /// The bytes of a download that were written.
    written: u64,
    attempts: u32,
    /// Whether an attempt before the last one may have delivered the message.
    maybe_delivered: bool,
    /// What the check let through of a request that WeCom then refused.
    warnings: Option<Arc<[Violation]>>,
}

#[derive(Debug)]
struct Inner {
    kind: Kind,
    endpoint: Option<&'static str>,
    /// The phase of the request with the message, not of the one for the token before it.
    phase: Option<Phase>,
}

#[derive(Debug)]
enum Kind {
    Invalid(Vec<Violation>),
    Api(ApiError),
    Transport(TransportError),
    Unreadable(Unreadable),
    /// A page of a list names a page that was read before as the next one.
    RepeatedPage,
    /// A call of an earlier run of the program, which ended before the answer.
    #[cfg(feature = "app")]
    Interrupted,
    Configuration(String),
    /// At most so many messages are allowed within this time, and the next one has to wait.
    Paced {
        messages: usize,
        within: Duration,
        wait: Duration,
    },
    /// At most so many recipients are allowed in a day.
    #[cfg(feature = "redis")]
    OverQuota {
        recipients: u64,
        wait: Duration,
    },
    /// The store that counts messages for several processes failed, and is asked again after the wait.
    #[cfg(feature = "redis")]
    Uncounted {
        error: Arc<StoreError>,
        wait: Duration,
    },
    Io {
        /// What could not be done with which file.
        what: String,
        source: io::Error,
    },
    TokenSource(Box<dyn StdError + Send + Sync>),
}

impl Error {
    pub(crate) fn invalid(violations: Vec<Violation>) -> Self {
        Self::new(Kind::Invalid(violations), None, None)
    }

    /// A message that has no JSON.
    pub(crate) fn unwritable(error: &serde_json::Error) -> Self {
        Self::invalid(vec![Violation {
            path: "message".to_owned(),
            problem: Problem::Other(format!("it cannot be written: {error}")),
            consequence: Consequence::Refused,
            errcode: None,
        }])
    }

    pub(crate) fn invalid_file(endpoint: &'static str, violations: Vec<Violation>) -> Self {
        Self::new(Kind::Invalid(violations), Some(endpoint), None)
    }

    /// A problem with a file on this machine. `what` could not be done.
    pub(crate) fn io(endpoint: &'static str, what: impl Into<String>, source: io::Error) -> Self {
        Self::new(Kind::Io { what: what.into(), source }, Some(endpoint), None)
    }

    /// The same error, of a download that had written so many bytes.
    pub(crate) fn after_writing(self, written: u64) -> Self {
        Self { written, ..self }
    }

    /// The same error, of the last of so many attempts.
    pub(crate) fn after_attempts(self, attempts: u32, maybe_delivered: bool) -> Self {
        Self { attempts, maybe_delivered, ..self }
    }

    /// The same error, of a request that the check let through with these warnings. They may be the reason why WeCom refused it.
    pub(crate) fn after_warnings(self, warnings: &[Violation]) -> Self {
        let may_explain = self.is_api() && !is_about_token(self.endpoint()) && !warnings.is_empty();
        Self { warnings: may_explain.then(|| warnings.into()), ..self }
    }

    /// Whether another attempt may succeed, from the cause of the error alone.
    pub(crate) fn may_pass(&self) -> bool {
        const GATEWAY: u16 = 500;
        match &self.inner.kind {
            Kind::Transport(error) => !matches!(error.failure, Failure::BadPath | Failure::TooLarge),
            Kind::Unreadable(answer) => answer.status >= GATEWAY,
            _ => false,
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

    /// A call of an earlier run, of which it is not known how it ended.
    #[cfg(feature = "app")]
    pub(crate) fn interrupted(endpoint: &'static str) -> Self {
        Self::new(Kind::Interrupted, Some(endpoint), Some(Phase::MaybeDelivered))
    }

    pub(crate) fn transport(endpoint: &'static str, error: TransportError) -> Self {
        let phase = error.phase;
        Self::new(Kind::Transport(error), Some(endpoint), Some(phase))
    }

    pub(crate) fn paced(endpoint: &'static str, messages: usize, within: Duration, wait: Duration) -> Self {
        Self::new(Kind::Paced { messages, within, wait }, Some(endpoint), None)
    }

    #[cfg(feature = "redis")]
    pub(crate) fn over_quota(endpoint: &'static str, recipients: u64, wait: Duration) -> Self {
        Self::new(Kind::OverQuota { recipients, wait }, Some(endpoint), None)
    }

    #[cfg(feature = "redis")]
    pub(crate) fn uncounted(endpoint: &'static str, error: Arc<StoreError>, wait: Duration) -> Self {
        Self::new(Kind::Uncounted { error, wait }, Some(endpoint), None)
    }

    pub(crate) fn token_source(error: Box<dyn StdError + Send + Sync>) -> Self {
        Self::new(Kind::TokenSource(error), None, Some(Phase::NotSent))
    }

    pub(crate) fn token_wait_timed_out() -> Self {
        Self::transport(GETTOKEN, TransportError::plain(Phase::NotSent, Failure::Timeout))
    }

    fn new(kind: Kind, endpoint: Option<&'static str>, phase: Option<Phase>) -> Self {
        let phase = if is_about_token(endpoint) { Some(Phase::NotSent) } else { phase };
        let inner = Arc::new(Inner { kind, endpoint, phase });
        Self { inner, written: 0, attempts: 0, maybe_delivered: false, warnings: None }
    }

    /// Whether the message or file is invalid by the check before sending; nothing was sent.
    ///
    /// Fix the members that [`violations`](Self::violations) lists. If a limit is known to be wrong, send with another
    /// [`Strictness`](crate::Strictness).
    pub fn is_invalid(&self) -> bool {
        matches!(self.inner.kind, Kind::Invalid(_))
    }

    /// All violations that the check found, warnings included, if [`is_invalid`](Self::is_invalid). If [`is_api`](Self::is_api),
    /// the warnings with which the check let the request through: one of them may be the reason why WeCom refused it.
    pub fn violations(&self) -> &[Violation] {
        match &self.inner.kind {
            Kind::Invalid(violations) => violations,
            _ => self.warnings.as_deref().unwrap_or_default(),
        }
    }

    /// Whether [`Pacing`](crate::Pacing) kept the message back; nothing was sent.
    ///
    /// It would have exceeded a rate limit. Or the limit is shared, and the store that counts failed, if
    /// `SharedPacing::refuse_when_down` is set.
    ///
    /// Send it again after [`retry_after`](Self::retry_after).
    pub fn is_paced(&self) -> bool {
        self.retry_after().is_some()
    }

    /// How long to wait before sending again, if [`is_paced`](Self::is_paced).
    pub fn retry_after(&self) -> Option<Duration> {
        match self.inner.kind {
            Kind::Paced { wait, .. } => Some(wait),
            #[cfg(feature = "redis")]
            Kind::OverQuota { wait, .. } | Kind::Uncounted { wait, .. } => Some(wait),
            _ => None,
        }
    }

    /// Whether WeCom answered with an error code, and did nothing.
    ///
    /// What to do depends on the code: see [`api`](Self::api) and [`advice`](Self::advice).
    pub fn is_api(&self) -> bool {
        self.api().is_some()
    }

    /// WeCom's error, if [`is_api`](Self::is_api).
    pub fn api(&self) -> Option<&ApiError> {
        match &self.inner.kind {
            Kind::Api(error) => Some(error),
            _ => None,
        }
    }

    /// WeCom's error code, if [`is_api`](Self::is_api).
    pub fn errcode(&self) -> Option<ErrorCode> {
        self.api().map(|error| error.code)
    }

    /// Whether no HTTP answer arrived: the connection failed or broke, the time ran out, or the answer was not HTTP.
    ///
    /// Check [`may_have_been_delivered`](Self::may_have_been_delivered) before sending again.
    pub fn is_transport(&self) -> bool {
        matches!(self.inner.kind, Kind::Transport(_))
    }

    /// Whether a timeout expired, on the network or while another thread fetched the token.
    ///
    /// On a slow network, raise [`timeout`](crate::ClientBuilder::timeout). Check
    /// [`may_have_been_delivered`](Self::may_have_been_delivered) before sending again.
    pub fn is_timeout(&self) -> bool {
        matches!(&self.inner.kind, Kind::Transport(error) if error.failure == Failure::Timeout)
    }

    /// Whether WeCom may have delivered the message despite the error.
    ///
    /// If true, sending again can deliver it twice. Send again only if that is better than not at all, or if WeCom's
    /// duplicate check was on. If false, the message was not delivered.
    ///
    /// Always false for uploads and downloads: they deliver nothing, and can be repeated.
    ///
    /// This covers all [attempts](Self::attempts), even if the last one certainly delivered nothing.
    pub fn may_have_been_delivered(&self) -> bool {
        let is_answer = matches!(self.inner.kind, Kind::Api(_) | Kind::RepeatedPage);
        let last = !is_answer && matches!(self.phase(), Some(Phase::MaybeDelivered | Phase::Answered));
        !self.is_media() && (last || self.maybe_delivered)
    }

    /// The number of attempts; this is the error of the last one. 0 if there was none.
    ///
    /// See [`RetryPolicy`](crate::RetryPolicy). The attempt with a new token, after WeCom refused the old one, counts.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Whether a token could not be fetched.
    pub(crate) fn is_about_token(&self) -> bool {
        is_about_token(self.endpoint())
    }

    fn is_media(&self) -> bool {
        self.endpoint().is_some_and(|endpoint| MEDIA.iter().any(|media| endpoint.starts_with(media)))
    }

    /// Whether a file on this machine could not be used: read for an upload, written by a download, or as the journal of a
    /// broadcast.
    ///
    /// [`source`](StdError::source) is the [`std::io::Error`]. WeCom stored no file and delivered nothing.
    pub fn is_io(&self) -> bool {
        matches!(self.inner.kind, Kind::Io { .. })
    }

    /// The number of bytes that a download had written when it failed; 0 for all other errors.
    ///
    /// They are not the whole file: discard them before trying again.
    pub fn bytes_written(&self) -> u64 {
        self.written
    }

    /// Whether the settings of the client are invalid; it cannot send anything.
    ///
    /// Change the settings as the text says.
    pub fn is_configuration(&self) -> bool {
        matches!(self.inner.kind, Kind::Configuration(_))
    }

    /// Whether the application's own [`token_source`](crate::ClientBuilder::token_source) failed; the message was not sent.
    ///
    /// [`source`](StdError::source) is its error.
    pub fn is_token_source(&self) -> bool {
        matches!(self.inner.kind, Kind::TokenSource(_))
    }

    /// Whether the answer is not WeCom's, or not as documented.
    ///
    /// Usually the cause is a proxy, a login page of the network or a wrong base URL. The text has the HTTP status, the
    /// content type and the beginning of the body. Also a list whose [`Pages`](crate::Pages) would never end.
    pub fn is_unreadable_answer(&self) -> bool {
        matches!(self.inner.kind, Kind::Unreadable(_) | Kind::RepeatedPage)
    }

    /// How far the last request with the message came; `None` if there was none.
    ///
    /// If fetching the token failed, this is [`Phase::NotSent`], because the message was not sent.
    pub fn phase(&self) -> Option<Phase> {
        self.inner.phase
    }

    /// The endpoint that failed, below the base URL: `cgi-bin/message/send`, or `cgi-bin/gettoken` for the token.
    pub fn endpoint(&self) -> Option<&'static str> {
        self.inner.endpoint
    }
}

fn is_about_token(endpoint: Option<&str>) -> bool {
    matches!(endpoint, Some(GETTOKEN | DOWNSTREAM_TOKEN))
}

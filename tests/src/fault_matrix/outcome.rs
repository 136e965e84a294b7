//! The caller's view of an outcome, and what really happened.

use std::fmt;

use wecom_message::{Error, Phase};

/// How a call ended, as its caller sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With what was asked for.
    Done,
    /// `is_api`, with this code.
    Api(i32),
    /// `is_transport` and not `is_timeout`.
    Transport,
    /// `is_timeout`.
    Timeout,
    /// `is_unreadable_answer`.
    Unreadable,
}

impl End {
    /// The predicate that says so.
    ///
    /// # Panics
    ///
    /// When it is no error of the wire.
    pub fn of(error: &Error) -> Self {
        match error.errcode() {
            Some(code) => Self::Api(code.value()),
            None if error.is_timeout() => Self::Timeout,
            None if error.is_transport() => Self::Transport,
            None if error.is_unreadable_answer() => Self::Unreadable,
            None => panic!("not an error of the wire: {error}"),
        }
    }
}

/// The outcome of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub end: End,
    /// How far the request came, by the error.
    pub phase: Option<Phase>,
    /// Whether the error says that the message may have been delivered.
    pub may_have_been_delivered: bool,
    /// How many attempts the error counts; 0 where there is none.
    pub attempts: u32,
    /// How many requests for a token arrived.
    pub token_requests: usize,
    /// How many requests with the message, or the file, arrived.
    pub requests: usize,
    /// How often it was delivered, or stored.
    pub delivered: usize,
}

impl Outcome {
    const fn new(end: End, phase: Option<Phase>, may_have_been_delivered: bool) -> Self {
        Self { end, phase, may_have_been_delivered, attempts: 1, token_requests: 0, requests: 1, delivered: 0 }
    }

    /// No error, after one request.
    pub const DONE: Self = Self { attempts: 0, delivered: 1, ..Self::new(End::Done, None, false) };

    /// WeCom's error code.
    pub const fn api(code: i32) -> Self {
        Self::new(End::Api(code), Some(Phase::Answered), false)
    }

    /// A broken connection; nothing was sent.
    pub const NOT_SENT: Self = Self { requests: 0, ..Self::new(End::Transport, Some(Phase::NotSent), false) };

    /// A connection that broke off in this phase.
    pub const fn broken_off(phase: Phase) -> Self {
        Self::new(End::Transport, Some(phase), true)
    }

    /// The time ran out in this phase.
    pub const fn timeout(phase: Phase) -> Self {
        Self::new(End::Timeout, Some(phase), true)
    }

    /// An answer that is not one of WeCom's.
    pub const UNREADABLE: Self = Self::new(End::Unreadable, Some(Phase::Answered), true);

    /// Although it had been delivered, or stored.
    #[must_use]
    pub const fn though_delivered(self) -> Self {
        Self { delivered: 1, ..self }
    }

    /// After so many requests, each an attempt of its own.
    #[must_use]
    pub const fn after(self, requests: u32) -> Self {
        Self { requests: requests as usize, ..self }.attempts(requests)
    }

    /// After so many attempts, whether or not anything of them arrived.
    #[must_use]
    pub const fn attempts(self, attempts: u32) -> Self {
        if matches!(self.end, End::Done) { self } else { Self { attempts, ..self } }
    }

    /// And the error says that it may have been delivered, because of an earlier attempt.
    #[must_use]
    pub const fn though_an_answer_was_lost(self) -> Self {
        Self { may_have_been_delivered: true, ..self }
    }

    /// Stored once more than needed.
    #[must_use]
    pub const fn stored_twice(self) -> Self {
        Self { delivered: 2, ..self }
    }

    /// And so many for tokens.
    #[must_use]
    pub const fn tokens(self, token_requests: usize) -> Self {
        Self { token_requests, ..self }
    }

    /// Of something that delivers nothing to anybody: a file.
    #[must_use]
    pub const fn harmless(self) -> Self {
        Self { may_have_been_delivered: false, ..self }
    }

    /// While a token was fetched; the message itself was not sent.
    #[must_use]
    pub const fn for_want_of_a_token(self) -> Self {
        let phase = Some(Phase::NotSent);
        Self { phase, may_have_been_delivered: false, token_requests: 1, requests: 0, delivered: 0, ..self }
    }
}

/// Cells of every page: error, phase, may have been delivered.
pub(crate) fn write_error(f: &mut fmt::Formatter<'_>, end: End, phase: Option<Phase>, may_have: bool) -> fmt::Result {
    match end {
        End::Done => f.write_str("none"),
        End::Api(code) => write!(f, "`is_api`, {code}"),
        End::Transport => f.write_str("`is_transport`"),
        End::Timeout => f.write_str("`is_timeout`"),
        End::Unreadable => f.write_str("`is_unreadable_answer`"),
    }?;
    match phase {
        Some(phase) => write!(f, " | `{phase:?}`"),
        None => f.write_str(" |"),
    }?;
    let may = match (end, may_have) {
        (End::Done, _) => "",
        (_, true) => " **yes**",
        (_, false) => " no",
    };
    write!(f, " |{may} |")
}

/// Cells of the page: error, phase, may have been delivered, attempts, requests, delivered.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_error(f, self.end, self.phase, self.may_have_been_delivered)?;
        if self.attempts > 0 {
            write!(f, " {}", self.attempts)?;
        }
        write!(f, " | {} | {} |", self.token_requests + self.requests, self.delivered)
    }
}

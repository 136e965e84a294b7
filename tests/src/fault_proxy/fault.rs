//! What can be done to one request and its answer, put together from four choices.

use std::fmt;

use wecom_sandbox::Sandbox;

use super::http::HttpMessage;

/// How far a request gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// Not a byte is read.
    Unread,
    /// Its first bytes are read.
    Begun,
    /// All of it is read, and goes no further.
    Read,
    /// It reaches the sandbox, which does what it says.
    Forwarded,
}

/// When the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    AtOnce,
    /// One byte at a time.
    Drip,
    /// Once the client has given up.
    TooLate,
}

/// What happens to the connection then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It serves the next request.
    Kept,
    Closed,
    /// Broken off by RST.
    Reset,
    /// Open, and silent forever.
    Held,
}

/// What an answer is made from.
#[derive(Debug)]
pub struct Exchange {
    /// Path and query of the request, secrets included.
    pub target: String,
    /// What the sandbox answered, where it was asked.
    pub genuine: Option<HttpMessage>,
}

impl Exchange {
    /// What the sandbox answered.
    ///
    /// # Panics
    ///
    /// When the fault does not forward the request.
    pub fn genuine(&self) -> &HttpMessage {
        self.genuine.as_ref().unwrap()
    }
}

/// The bytes of an answer.
pub type MakeAnswer = fn(&Exchange) -> Vec<u8>;

/// What is answered.
#[derive(Clone, Copy)]
pub(super) enum Answer {
    Nothing,
    Made(MakeAnswer),
    Fixed(&'static [u8]),
}

/// What happens to one request: how far it gets, what is answered, when, and what becomes of the connection.
#[derive(Clone, Copy)]
pub struct Fault {
    pub(super) taken: Taken,
    pub(super) answer: Answer,
    pub(super) pace: Pace,
    pub(super) ending: Ending,
    pub(super) afterwards: Option<fn(&Sandbox)>,
}

impl Fault {
    /// Not a byte of the request is read, and nothing is answered.
    pub const UNREAD: Self = Self::silent(Taken::Unread);
    /// Only the first bytes of the request are read, and nothing is answered.
    pub const BEGUN: Self = Self::silent(Taken::Begun);
    /// The request is read and never reaches WeCom; nothing is answered.
    pub const READ: Self = Self::silent(Taken::Read);
    /// The request reaches WeCom; nothing of the answer comes back.
    pub const FORWARDED: Self = Self::silent(Taken::Forwarded);
    /// No fault at all.
    pub const NONE: Self = Self { ending: Ending::Kept, ..Self::FORWARDED }.answers(|it| it.genuine().bytes());

    const fn silent(taken: Taken) -> Self {
        Self { taken, answer: Answer::Nothing, pace: Pace::AtOnce, ending: Ending::Held, afterwards: None }
    }

    /// Answers this, and keeps the connection.
    #[must_use]
    pub const fn answers(self, answer: MakeAnswer) -> Self {
        Self { answer: Answer::Made(answer), ending: Ending::Kept, ..self }
    }

    /// Answers these bytes, and keeps the connection.
    #[must_use]
    pub const fn answers_bytes(self, bytes: &'static [u8]) -> Self {
        Self { answer: Answer::Fixed(bytes), ending: Ending::Kept, ..self }
    }

    /// One byte at a time.
    #[must_use]
    pub const fn drips(self) -> Self {
        Self { pace: Pace::Drip, ..self }
    }

    /// Not before the client has given up.
    #[must_use]
    pub const fn comes_too_late(self) -> Self {
        Self { pace: Pace::TooLate, ..self }
    }

    /// Then the connection is closed.
    #[must_use]
    pub const fn closes(self) -> Self {
        Self { ending: Ending::Closed, ..self }
    }

    /// Then the connection is reset.
    #[must_use]
    pub const fn resets(self) -> Self {
        Self { ending: Ending::Reset, ..self }
    }

    /// Then the connection stays open, and nothing more comes.
    #[must_use]
    pub const fn falls_silent(self) -> Self {
        Self { ending: Ending::Held, ..self }
    }

    /// After the sandbox answered, before the client reads the answer.
    #[must_use]
    pub const fn afterwards(self, act: fn(&Sandbox)) -> Self {
        Self { afterwards: Some(act), ..self }
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}, {:?}, {:?}", self.taken, self.pace, self.ending)
    }
}

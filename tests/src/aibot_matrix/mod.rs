//! Faults of a smart bot's long connection and their outcomes, as a table: the expectation of a test, and a part of the page
//! that users read.

mod outcome;
mod page;
mod rows;
mod run;

use wecom_sandbox::{Aibot, Fault};

pub use self::outcome::{End, Outcome};
pub(crate) use self::page::section;
pub use self::rows::rows;
pub use self::run::{Observed, Tried, run_all};

/// What the bot does while a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It pushes a message.
    Push,
    /// It answers a member with a message.
    Reply,
    /// It answers a member with a stream; the fault strikes its first frame.
    StreamBegins,
    /// The fault strikes the frame that ends the stream.
    StreamEnds,
    /// It uploads a file of two chunks; the fault strikes the first chunk.
    Upload,
    /// The fault strikes the frame that ends the upload.
    UploadEnds,
}

impl Act {
    /// The command of the frame that the fault strikes.
    fn cmd(self) -> &'static str {
        match self {
            Self::Push => "aibot_send_msg",
            Self::Reply | Self::StreamBegins | Self::StreamEnds => "aibot_respond_msg",
            Self::Upload => "aibot_upload_media_chunk",
            Self::UploadEnds => "aibot_upload_media_finish",
        }
    }

    fn is_upload(self) -> bool {
        matches!(self, Self::Upload | Self::UploadEnds)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Push => "a push",
            Self::Reply => "a reply",
            Self::StreamBegins => "a stream begins",
            Self::StreamEnds => "a stream ends",
            Self::Upload => "a chunk of a file",
            Self::UploadEnds => "the end of an upload",
        }
    }
}

/// What goes wrong.
#[derive(Clone)]
pub enum Strike {
    /// Something with the frame.
    Frame(Fault),
    /// Something with the server, just before.
    Server(fn(Aibot<'_>)),
    /// The connection is cut, and these happen to the subscriptions after it.
    Subscriptions(Vec<Fault>),
}

/// One line of the table.
#[derive(Clone)]
pub struct Row {
    /// What happens, in words.
    pub what: &'static str,
    strike: Strike,
    /// Whether the time of a call is long enough for the connection to come back.
    is_patient: bool,
    /// Whether the bot stays closed.
    closes: bool,
    /// The outcome of each act.
    pub outcomes: Vec<(Act, Outcome)>,
}

impl Row {
    fn new(what: &'static str, strike: Strike, outcomes: &[(Act, Outcome)]) -> Self {
        Self { what, strike, is_patient: false, closes: false, outcomes: outcomes.to_vec() }
    }

    /// Of the frame.
    fn frame(what: &'static str, fault: Fault, outcomes: &[(Act, Outcome)]) -> Self {
        Self::new(what, Strike::Frame(fault), outcomes)
    }

    /// Of the server.
    fn server(what: &'static str, act: fn(Aibot<'_>), outcome: Outcome) -> Self {
        Self::new(what, Strike::Server(act), &[(Act::Push, outcome)])
    }

    /// The call waits for the next connection.
    #[must_use]
    fn patiently(self) -> Self {
        Self { is_patient: true, ..self }
    }

    /// For good.
    #[must_use]
    fn closing(self) -> Self {
        Self { closes: true, ..self }
    }
}

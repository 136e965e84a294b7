//! The caller's view of an outcome, and what the chat shows.

use std::fmt;

use wecom_message::{Error, Phase};

pub use crate::fault_matrix::End;
use crate::fault_matrix::write_error;

/// The outcome of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub end: End,
    /// How far the frame came, by the error.
    pub phase: Option<Phase>,
    /// Whether the error says that the message may have been delivered.
    pub may_have_been_delivered: bool,
    /// How often it is in the chat; for a file, whether it was uploaded.
    pub delivered: usize,
}

impl Outcome {
    /// No error.
    pub const DONE: Self = Self { end: End::Done, phase: None, may_have_been_delivered: false, delivered: 1 };

    /// The connection broke after the frame had left.
    pub const BROKEN_OFF: Self =
        Self { end: End::Transport, phase: Some(Phase::MaybeDelivered), may_have_been_delivered: true, delivered: 0 };

    /// The time ran out after the frame had left.
    pub const UNACKNOWLEDGED: Self = Self { end: End::Timeout, ..Self::BROKEN_OFF };

    /// The time ran out before a connection came back.
    pub const NOT_SENT: Self =
        Self { end: End::Timeout, phase: Some(Phase::NotSent), may_have_been_delivered: false, delivered: 0 };

    /// WeCom's error code.
    pub const fn api(code: i32) -> Self {
        Self { end: End::Api(code), phase: Some(Phase::Answered), may_have_been_delivered: false, delivered: 0 }
    }

    /// Although it is in the chat.
    #[must_use]
    pub const fn though_delivered(self) -> Self {
        Self { delivered: 1, ..self }
    }

    /// What was returned, and how often the message was found.
    pub(super) fn of(returned: &Result<(), Error>, delivered: usize) -> Self {
        let error = returned.as_ref().err();
        Self {
            end: error.map_or(End::Done, End::of),
            phase: error.and_then(Error::phase),
            may_have_been_delivered: error.is_some_and(Error::may_have_been_delivered),
            delivered,
        }
    }
}

/// Cells of the page: error, phase, may have been delivered, delivered.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_error(f, self.end, self.phase, self.may_have_been_delivered)?;
        write!(f, " {} |", self.delivered)
    }
}

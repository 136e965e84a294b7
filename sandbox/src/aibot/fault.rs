//! Faults that a test prepares: what goes wrong with the next frame of a command.

use std::collections::VecDeque;
use std::time::Duration;

use super::connection::Out;

/// What goes wrong with a frame of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It takes effect; its ack comes this much later. Acks of later frames come before it.
    LateAck(Duration),
    /// It takes effect; its ack comes after that of the next frame.
    AckAfterNext,
    /// It takes effect; no ack comes.
    NoAck,
    /// It takes effect; before its ack comes a frame that is no JSON.
    Garbage,
    /// It is answered with this error and has no effect.
    Refused(i32),
    /// The connection ends without a close frame before the frame takes effect.
    CutBefore,
    /// The frame takes effect; then the connection ends without a close frame and without an ack.
    CutAfter,
    /// The connection ends with a close frame before the frame takes effect.
    CloseBefore,
    /// The frame takes effect; then the connection ends with a close frame and without an ack.
    CloseAfter,
    /// The frame takes effect; in the place of its ack comes one that breaks the rules of `WebSocket`s.
    BrokenFrame,
    /// The frame has no effect; the connection stays open and neither reads nor writes any more.
    HalfOpen,
    /// The frame takes effect; the connection stays open and neither reads nor writes any more.
    HalfOpenAfter,
    /// It takes effect; before its ack the connection learns that another one has taken its place.
    Replaced,
}

impl Fault {
    /// What happens to the connection in the place of the frame's effect.
    pub(super) fn instead(&self) -> Option<Out> {
        match self {
            Self::CutBefore => Some(Out::Cut),
            Self::CloseBefore => Some(Out::Close),
            Self::HalfOpen => Some(Out::Silence),
            _ => None,
        }
    }

    /// The error that a frame is answered with in the place of its effect.
    pub(crate) fn refusal(&self) -> Option<i32> {
        match self {
            Self::Refused(code) => Some(*code),
            _ => None,
        }
    }
}

/// The prepared faults that have not struck yet.
#[derive(Debug, Default)]
pub(super) struct Faults(VecDeque<(String, Fault)>);

impl Faults {
    pub(super) fn add(&mut self, cmd: &str, fault: Fault) {
        self.0.push_back((cmd.to_owned(), fault));
    }

    /// The fault of this frame, if one was prepared.
    pub(super) fn take(&mut self, cmd: &str) -> Option<Fault> {
        let index = self.0.iter().position(|(wanted, _)| wanted == cmd)?;
        self.0.remove(index).map(|(_, fault)| fault)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

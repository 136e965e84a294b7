//! The frames of one `req_id`, one after the other.

use std::collections::VecDeque;
use std::mem;
use std::sync::Arc;
use std::time::Instant;

use tungstenite::Bytes;

use super::{Abandoned, Outcome, Waiter};
use crate::error::Error;

/// The frames of one `req_id`.
#[derive(Default)]
pub(super) struct Lane {
    pub(super) flight: Option<Flight>,
    waiting: VecDeque<Entry>,
}

/// A frame, and who hears its outcome.
pub(in crate::aibot) struct Entry {
    pub(super) ticket: u64,
    pub(super) frame: Bytes,
    pub(super) stream: Option<StreamFrame>,
    pub(super) waiter: Waiter,
}

/// That a frame is one of a stream. It has the whole text, so it can be sent twice, and a later one takes its place.
#[derive(Clone)]
pub(in crate::aibot) struct StreamFrame {
    pub(in crate::aibot) id: Arc<str>,
    pub(in crate::aibot) closes: bool,
}

impl Entry {
    pub(super) fn closes_stream(&self) -> bool {
        self.stream.as_ref().is_some_and(|stream| stream.closes)
    }
}

/// The frame whose ack is awaited.
pub(super) struct Flight {
    pub(super) entry: Entry,
    pub(super) stage: Stage,
    link: u64,
}

/// How far a frame has come.
pub(super) enum Stage {
    /// It is being written.
    Leaving,
    /// It left. Its ack is awaited until then.
    Sent { until: Instant },
    /// The connection broke while it was being written.
    Cut,
}

impl Flight {
    pub(super) fn is_overdue(&self, now: Instant) -> bool {
        matches!(self.stage, Stage::Sent { until } if until <= now)
    }
}

impl Lane {
    /// Whether there is nothing to do any more.
    pub(super) fn is_over(&self) -> bool {
        self.flight.is_none() && self.waiting.is_empty()
    }

    pub(super) fn flies_over(&self, link: u64) -> bool {
        self.flight.as_ref().is_some_and(|flight| flight.link == link)
    }

    /// Adds a frame. It takes the place of frames of the same stream that wait.
    pub(super) fn add(&mut self, entry: Entry) {
        if let Some(added) = &entry.stream {
            let is_older = |it: &Entry| it.stream.as_ref().is_some_and(|it| it.id == added.id && !it.closes);
            self.waiting.retain(|it| !is_older(it));
        }
        self.waiting.push_back(entry);
    }

    /// Puts a frame back before all others, unless a later one of its stream waits.
    pub(super) fn put_back(&mut self, entry: Entry) {
        let is_same = |it: &Entry| it.stream.as_ref().map(|it| &it.id) == entry.stream.as_ref().map(|it| &it.id);
        if entry.stream.is_none() || !self.waiting.iter().any(is_same) {
            self.waiting.push_front(entry);
        }
    }

    /// The next frame, if none is under way.
    pub(super) fn depart(&mut self, link: u64) -> Option<(u64, Bytes)> {
        if self.flight.is_some() {
            return None;
        }
        let entry = self.waiting.pop_front()?;
        let (ticket, frame) = (entry.ticket, entry.frame.clone());
        self.flight = Some(Flight { entry, stage: Stage::Leaving, link });
        Some((ticket, frame))
    }

    /// The connection broke. What left is not sent again, unless it is of a stream and there will be another connection.
    pub(super) fn cut(&mut self, is_last: bool) {
        let Some(mut flight) = self.flight.take() else { return };
        match flight.stage {
            Stage::Leaving => {
                flight.stage = Stage::Cut;
                self.flight = Some(flight);
            }
            Stage::Sent { .. } | Stage::Cut if flight.entry.stream.is_some() && !is_last => self.put_back(flight.entry),
            Stage::Sent { .. } | Stage::Cut => flight.entry.waiter.tell(Outcome::Unknown),
        }
    }

    /// No connection will come any more.
    pub(super) fn close(&mut self, error: &Error) {
        for entry in self.waiting.drain(..) {
            entry.waiter.tell(Outcome::Closed(error.clone()));
        }
    }

    /// A call stops waiting.
    pub(super) fn abandon(&mut self, ticket: u64) -> Abandoned {
        if let Some(flight) = self.flight.as_mut().filter(|flight| flight.entry.ticket == ticket) {
            return match mem::replace(&mut flight.entry.waiter, Waiter::None) {
                Waiter::None => Abandoned::Settled,
                Waiter::Call(_) | Waiter::Stream(_) => Abandoned::Sent,
            };
        }
        let before = self.waiting.len();
        self.waiting.retain(|entry| entry.ticket != ticket);
        if self.waiting.len() < before { Abandoned::NotSent } else { Abandoned::Settled }
    }
}

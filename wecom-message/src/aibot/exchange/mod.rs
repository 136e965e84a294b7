//! Which frame may leave now, and what each ack means: the protocol without a socket and without a clock.
//!
//! The ack of a frame has nothing but its `req_id`. All replies to one message have the `req_id` of that message, so only one
//! of them may be under way. The frames of one `req_id` form a [`Lane`]: one in flight, the others waiting. A request with a
//! `req_id` of its own is a lane with one frame.

mod lane;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tungstenite::Bytes;

pub(super) use self::lane::{Entry, StreamFrame};
use self::lane::{Flight, Lane, Stage};
use super::frame::Ack;
use crate::error::Error;

/// The frames of all requests that are not answered yet.
pub(super) struct Exchange {
    link: Link,
    lanes: HashMap<Arc<str>, Lane>,
    tickets: u64,
    /// How long after a frame left its ack may come, before the next frame of its lane leaves.
    patience: Duration,
}

/// The connection, as the protocol sees it.
enum Link {
    Down,
    /// Subscribed. Connections are numbered, since news of an old one can come late.
    Up(u64),
    /// For good.
    Closed(Error),
}

/// A frame that may leave now, over the connection with this number.
#[derive(Debug)]
pub(super) struct Departure {
    req_id: Arc<str>,
    pub(super) ticket: u64,
    pub(super) link: u64,
    pub(super) frame: Bytes,
}

/// How a request ended.
#[derive(Debug)]
pub(super) enum Outcome {
    Acked(Ack),
    /// The frame left, and the connection broke before its ack came.
    Unknown,
    /// The frame did not leave, and no connection will come.
    Closed(Error),
}

/// Who hears the outcome.
pub(super) enum Waiter {
    /// A call that waits.
    Call(SyncSender<Outcome>),
    /// A stream, which looks for a failure when it goes on.
    Stream(Failure),
    /// Nobody any more.
    None,
}

/// Why a stream cannot go on: WeCom's error, or the end of all connections.
pub(super) type Failure = Arc<Mutex<Option<Outcome>>>;

/// What was given up.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Abandoned {
    /// The frame had not left.
    NotSent,
    /// The frame left, or was leaving.
    Sent,
    /// The outcome is there already.
    Settled,
}

impl Outcome {
    /// A frame whose ack is missing does not: the next one has its text as well.
    fn ends_stream(&self) -> bool {
        match self {
            Self::Acked(ack) => ack.code() != Some(0),
            Self::Unknown => false,
            Self::Closed(_) => true,
        }
    }
}

impl Waiter {
    fn tell(self, outcome: Outcome) {
        match self {
            // A call that gave up hears nothing.
            Self::Call(call) => drop(call.try_send(outcome)),
            Self::Stream(failure) if outcome.ends_stream() => {
                failure.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(outcome);
            }
            Self::Stream(_) | Self::None => {}
        }
    }
}

impl Exchange {
    pub(super) fn new(patience: Duration) -> Self {
        Self { link: Link::Down, lanes: HashMap::new(), tickets: 0, patience }
    }

    /// Adds a frame. Returns its ticket, and the frame if it may leave.
    pub(super) fn submit(
        &mut self,
        req_id: &Arc<str>,
        frame: Bytes,
        stream: Option<StreamFrame>,
        waiter: Waiter,
    ) -> Result<(u64, Option<Departure>), Error> {
        if let Link::Closed(error) = &self.link {
            return Err(error.clone());
        }
        self.tickets += 1;
        let ticket = self.tickets;
        self.lanes.entry(Arc::clone(req_id)).or_default().add(Entry { ticket, frame, stream, waiter });
        Ok((ticket, self.next(req_id)))
    }

    /// The next frame of a lane, if it may leave.
    fn next(&mut self, req_id: &Arc<str>) -> Option<Departure> {
        let lane = self.lanes.get_mut(req_id)?;
        if lane.is_over() {
            self.lanes.remove(req_id);
            return None;
        }
        let Link::Up(link) = self.link else { return None };
        let (ticket, frame) = lane.depart(link)?;
        Some(Departure { req_id: Arc::clone(req_id), ticket, link, frame })
    }

    /// The frame left.
    pub(super) fn written(&mut self, departure: &Departure, now: Instant) -> Option<Departure> {
        let patience = self.patience;
        let lane = self.lanes.get_mut(&departure.req_id)?;
        // Its ack may be here before.
        let flight = lane.flight.as_mut().filter(|flight| flight.entry.ticket == departure.ticket)?;
        match flight.stage {
            Stage::Leaving => {
                // A stream waits less: its next frame has the text of this one as well.
                let patience = if flight.entry.stream.is_some() { patience / 4 } else { patience };
                flight.stage = Stage::Sent { until: now + patience };
                None
            }
            Stage::Sent { .. } => None,
            Stage::Cut => {
                lane.cut(matches!(self.link, Link::Closed(_)));
                self.after_cut(&departure.req_id)
            }
        }
    }

    /// The frame did not leave as a whole, so WeCom cannot have read it. It leaves over the next connection.
    pub(super) fn unwritten(&mut self, departure: &Departure) -> Option<Departure> {
        let lane = self.lanes.get_mut(&departure.req_id)?;
        let flight = lane.flight.take_if(|flight| flight.entry.ticket == departure.ticket)?;
        lane.put_back(flight.entry);
        self.after_cut(&departure.req_id)
    }

    /// What comes after a connection was lost under a lane.
    fn after_cut(&mut self, req_id: &Arc<str>) -> Option<Departure> {
        if let Link::Closed(error) = &self.link
            && let Some(lane) = self.lanes.get_mut(req_id)
        {
            lane.close(error);
        }
        self.next(req_id)
    }

    /// An ack came. Returns the next frame of its lane.
    pub(super) fn acknowledged(&mut self, ack: Ack) -> Option<Departure> {
        // An ack that nobody waits for is a late one.
        let (req_id, lane) = self.lanes.get_key_value(&*ack.req_id)?;
        let req_id = Arc::clone(req_id);
        lane.flight.as_ref()?;
        let flight = self.lanes.get_mut(&req_id)?.flight.take()?;
        flight.entry.waiter.tell(Outcome::Acked(ack));
        self.next(&req_id)
    }

    /// A connection subscribed. Returns the frames that waited for it.
    pub(super) fn up(&mut self, link: u64) -> Vec<Departure> {
        if !matches!(self.link, Link::Closed(_)) {
            self.link = Link::Up(link);
        }
        let waiting: Vec<_> = self.lanes.keys().cloned().collect();
        waiting.iter().filter_map(|req_id| self.next(req_id)).collect()
    }

    /// A connection broke.
    pub(super) fn lost(&mut self, link: u64) {
        if matches!(self.link, Link::Up(up) if up == link) {
            self.link = Link::Down;
        }
        for lane in self.lanes.values_mut().filter(|lane| lane.flies_over(link)) {
            lane.cut(false);
        }
        self.lanes.retain(|_, lane| !lane.is_over());
    }

    /// No connection will come any more.
    pub(super) fn close(&mut self, error: &Error) {
        if matches!(self.link, Link::Closed(_)) {
            return;
        }
        self.link = Link::Closed(error.clone());
        for lane in self.lanes.values_mut() {
            lane.cut(true);
            lane.close(error);
        }
        self.lanes.retain(|_, lane| !lane.is_over());
    }

    /// Why no connection will come any more.
    pub(super) fn closed(&self) -> Option<&Error> {
        match &self.link {
            Link::Closed(error) => Some(error),
            Link::Up(_) | Link::Down => None,
        }
    }

    pub(super) fn is_up(&self) -> bool {
        matches!(self.link, Link::Up(_))
    }

    /// A call stops waiting. Its ack can still come, so a frame that left keeps its place.
    pub(super) fn abandon(&mut self, req_id: &Arc<str>, ticket: u64) -> Abandoned {
        let Some(lane) = self.lanes.get_mut(req_id) else { return Abandoned::Settled };
        let abandoned = lane.abandon(ticket);
        if lane.is_over() {
            self.lanes.remove(req_id);
        }
        abandoned
    }

    /// Gives up acks that did not come in time. Returns the frames that waited for them.
    pub(super) fn tick(&mut self, now: Instant) -> Vec<Departure> {
        let overdue = |lane: &Lane| lane.flight.as_ref().is_some_and(|flight| flight.is_overdue(now));
        let overdue: Vec<_> =
            self.lanes.iter().filter(|(_, lane)| overdue(lane)).map(|(id, _)| Arc::clone(id)).collect();
        let next = |req_id: &Arc<str>| {
            let lane = self.lanes.get_mut(req_id)?;
            match lane.flight.take() {
                // The end of a stream is sent again as long as a call waits for it.
                Some(Flight { entry, .. }) if entry.closes_stream() && matches!(entry.waiter, Waiter::Call(_)) => {
                    lane.put_back(entry);
                }
                Some(Flight { entry, .. }) => entry.waiter.tell(Outcome::Unknown),
                None => {}
            }
            self.next(req_id)
        };
        overdue.iter().filter_map(next).collect()
    }
}

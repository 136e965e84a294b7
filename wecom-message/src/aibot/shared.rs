//! What the handle, the replies and the reading thread of a bot share.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::exchange::{Abandoned, Departure, Exchange, Failure, Outcome, StreamFrame, Waiter};
use super::frame::{Ack, frame};
use super::link::Outlet;
use super::queue::Queue;
use super::settings::Settings;
use crate::error::Error;
use crate::http::failure::{self, Phase, TransportError};
use crate::http::secret::Secret;
use crate::message::check::report::Report;
use crate::message::check::violation::Violation;
use crate::message::fields::{self, Fields};
use crate::message::read::reader::FromMembers;
use crate::message::{Acknowledgement, Call};
use crate::sending::pace::Passed;

/// A bot, whatever connection it has.
pub(super) struct Shared {
    pub(super) settings: Settings,
    pub(super) queue: Queue,
    exchange: Mutex<Exchange>,
    /// The writing side of the present connection, and its number.
    outlet: Mutex<Option<(u64, Arc<Outlet>)>>,
    ids: RequestIds,
    /// Wakes the thread from its pause between connections.
    closing: Condvar,
}

/// Makes the ids of requests; they differ between programs, too.
struct RequestIds {
    run: u64,
    next: AtomicU64,
}

impl RequestIds {
    fn next(&self, cmd: &str) -> Arc<str> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        format!("{cmd}_{:016x}_{number}", self.run).into()
    }
}

/// The body of a frame.
pub(super) fn body(members: &impl Fields) -> Result<Vec<u8>, Error> {
    fields::body(members).map_err(|error| Error::unwritable(&error))
}

impl Shared {
    pub(super) fn new(settings: Settings) -> Self {
        let exchange = Mutex::new(Exchange::new(settings.timeout.mul_f64(1.5)));
        let queue = Queue::new(settings.queue);
        let ids = RequestIds { run: fastrand::u64(..), next: AtomicU64::new(1) };
        Self { settings, queue, exchange, outlet: Mutex::default(), ids, closing: Condvar::new() }
    }

    pub(super) fn secrets(&self) -> &[Secret] {
        std::slice::from_ref(&self.settings.secret)
    }

    pub(super) fn request_id(&self, cmd: &str) -> Arc<str> {
        self.ids.next(cmd)
    }

    /// Checks and sends a request with an id of its own, and waits for the reply.
    pub(super) fn call<C: Call>(&self, call: &C, time: Duration) -> Result<C::Reply, Error> {
        self.check(&|report| call.check(report))?;
        let ack = self.ask(C::PATH, &self.request_id(C::PATH), &body(call)?, None, time)?;
        ack.into_reply(C::PATH, self.secrets())
    }

    /// What the settings let through comes back as warnings.
    pub(super) fn check(&self, check: &dyn Fn(&mut Report)) -> Result<Vec<Violation>, Error> {
        self.settings.strictness.enforce(check).map_err(Error::invalid)
    }

    /// Sends a frame and waits for its ack: delivered, refused, or unknown.
    pub(super) fn ask(
        &self,
        cmd: &'static str,
        req_id: &Arc<str>,
        body: &[u8],
        stream: Option<StreamFrame>,
        time: Duration,
    ) -> Result<Ack, Error> {
        let (sender, outcome) = sync_channel(1);
        let frame = frame(cmd, req_id, Some(body));
        let (ticket, departure) = self.exchange().submit(req_id, frame, stream, Waiter::Call(sender))?;
        self.depart(departure);
        let failed = |phase, failure| Err(Error::transport(cmd, TransportError::plain(phase, failure)));
        let outcome = match outcome.recv_timeout(time) {
            Ok(outcome) => outcome,
            Err(RecvTimeoutError::Disconnected) => Outcome::Unknown,
            Err(RecvTimeoutError::Timeout) => match self.exchange().abandon(req_id, ticket) {
                Abandoned::NotSent => return failed(Phase::NotSent, failure::Failure::Timeout),
                Abandoned::Sent => return failed(Phase::MaybeDelivered, failure::Failure::Timeout),
                // It came in this moment.
                Abandoned::Settled => outcome.try_recv().unwrap_or(Outcome::Unknown),
            },
        };
        match outcome {
            Outcome::Acked(ack) => Ok(ack),
            Outcome::Unknown => failed(Phase::MaybeDelivered, failure::Failure::Closed),
            Outcome::Closed(error) => Err(error),
        }
    }

    /// The same for a message: its receipt, with the warnings.
    pub(super) fn push<R: Acknowledgement + FromMembers>(
        &self,
        cmd: &'static str,
        req_id: &Arc<str>,
        body: &[u8],
        warnings: Vec<Violation>,
    ) -> Result<R, Error> {
        let ack = self.ask(cmd, req_id, body, None, self.settings.timeout)?;
        let mut receipt: R = ack.into_reply(cmd, self.secrets())?;
        receipt.warn(warnings);
        Ok(receipt)
    }

    /// Sends a frame of a stream, without waiting.
    pub(super) fn stream(
        &self,
        cmd: &'static str,
        req_id: &Arc<str>,
        body: &[u8],
        stream: StreamFrame,
        failure: Failure,
    ) -> Result<(), Error> {
        let frame = frame(cmd, req_id, Some(body));
        let (_, departure) = self.exchange().submit(req_id, frame, Some(stream), Waiter::Stream(failure))?;
        self.depart(departure);
        Ok(())
    }

    /// Waits until the chat may get another message, if there is pacing.
    pub(super) fn paced(&self, cmd: &'static str, chat: &str) -> Result<Option<Passed<'_>>, Error> {
        let Settings { pace, clock, pacing_time, .. } = &self.settings;
        let Some(pace) = pace else { return Ok(None) };
        // The chat with a single member has the user id, whose case WeCom ignores.
        pace.admit(cmd, &**clock, *pacing_time, &[], Some(&chat.to_lowercase()))
    }

    /// Counts a message that passed, if it was sent.
    pub(super) fn count<T>(&self, passed: Option<Passed<'_>>, outcome: &Result<T, Error>) {
        if let Some(passed) = passed {
            let was_sent = outcome.as_ref().map_or_else(Error::may_have_been_delivered, |_| true);
            passed.end(&*self.settings.clock, was_sent);
        }
    }

    /// Writes a frame that may leave, and those that may leave because of it.
    pub(super) fn depart(&self, departure: Option<Departure>) {
        let mut next = departure;
        while let Some(departure) = next {
            let outlet = self.outlet_of(departure.link);
            let written = outlet.as_ref().map(|outlet| outlet.write(departure.frame.clone()));
            let mut exchange = self.exchange();
            next = match (written, outlet) {
                (Some(Ok(())), _) => exchange.written(&departure, Instant::now()),
                (Some(Err(_)), Some(outlet)) => {
                    exchange.lost(departure.link);
                    outlet.shut();
                    exchange.unwritten(&departure)
                }
                _ => exchange.unwritten(&departure),
            };
        }
    }

    fn depart_all(&self, departures: Vec<Departure>) {
        for departure in departures {
            self.depart(Some(departure));
        }
    }

    /// An ack came.
    pub(super) fn acknowledged(&self, ack: Ack) {
        let departure = self.exchange().acknowledged(ack);
        self.depart(departure);
    }

    /// A connection subscribed.
    pub(super) fn up(&self, link: u64, outlet: &Arc<Outlet>) {
        *self.lock_outlet() = Some((link, Arc::clone(outlet)));
        let departures = self.exchange().up(link);
        self.depart_all(departures);
        if self.closed().is_some() {
            outlet.shut();
        }
    }

    /// A connection broke.
    pub(super) fn lost(&self, link: u64) {
        self.exchange().lost(link);
        self.lock_outlet().take_if(|(number, _)| *number == link);
    }

    /// Time has passed.
    pub(super) fn tick(&self, now: Instant) {
        let departures = self.exchange().tick(now);
        self.depart_all(departures);
    }

    /// Ends everything, for this reason; the first one counts.
    pub(super) fn close(&self, error: &Error) {
        self.exchange().close(error);
        self.queue.close();
        if let Some((_, outlet)) = self.lock_outlet().take() {
            outlet.shut();
        }
        self.closing.notify_all();
    }

    /// Why everything ended.
    pub(super) fn closed(&self) -> Option<Error> {
        self.exchange().closed().cloned()
    }

    pub(super) fn is_up(&self) -> bool {
        self.exchange().is_up()
    }

    /// Waits, unless everything ends. Returns whether it has ended.
    pub(super) fn pause(&self, time: Duration) -> bool {
        let exchange = self.exchange();
        let outcome = self.closing.wait_timeout_while(exchange, time, |exchange| exchange.closed().is_none());
        let (exchange, _) = outcome.unwrap_or_else(PoisonError::into_inner);
        exchange.closed().is_some()
    }

    fn outlet_of(&self, link: u64) -> Option<Arc<Outlet>> {
        let outlet = self.lock_outlet();
        outlet.as_ref().filter(|(number, _)| *number == link).map(|(_, outlet)| Arc::clone(outlet))
    }

    fn lock_outlet(&self) -> MutexGuard<'_, Option<(u64, Arc<Outlet>)>> {
        self.outlet.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// No step of the exchange can panic half-way.
    fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.exchange.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

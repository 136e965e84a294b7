//! One request and its answer, as the connection knows them.
//!
//! ureq runs a request on the caller's thread, but passes a pooled connection nothing of it: neither the deadline nor the
//! query, and it has no place to report how much was sent. A thread-local carries all three. It is saved and restored,
//! because a logger that ureq calls may itself send a message.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use super::request::Query;

/// How far an exchange has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Idle,
    Resolve,
    Connect,
    /// TLS or CONNECT, on an open TCP connection.
    Handshake,
    Request,
}

#[derive(Debug)]
pub(super) struct Exchange {
    deadline: Instant,
    connect_timeout: Duration,
    connecting: Option<Instant>,
    query: Option<Query>,
    /// The last step that began.
    pub(super) step: Step,
    /// Bytes of the request that were handed to the network.
    pub(super) sent: usize,
    /// How many bytes of the answer may still come: heads, chunk sizes, trailers and the body together.
    room: u64,
    /// Whether the connection ended otherwise than by being closed.
    broken_off: bool,
}

thread_local! {
    static CURRENT: RefCell<Option<Exchange>> = const { RefCell::new(None) };
}

/// Runs an exchange, and returns how far it came as well.
pub(super) fn run<T>(
    deadline: Instant,
    connect_timeout: Duration,
    query: Query,
    room: u64,
    exchange: impl FnOnce() -> T,
) -> (T, Exchange) {
    let new = |query| Exchange {
        deadline,
        connect_timeout,
        connecting: None,
        query,
        step: Step::Idle,
        sent: 0,
        room,
        broken_off: false,
    };
    let _outer = Restore(swap(Some(new(Some(query)))));
    let result = exchange();
    (result, swap(None).unwrap_or_else(|| new(None)))
}

/// Restores the outer exchange, even if the inner one panics.
struct Restore(Option<Exchange>);

impl Drop for Restore {
    fn drop(&mut self) {
        swap(self.0.take());
    }
}

/// A thread that is ending has no thread-locals left; its exchange then counts as timed out.
fn swap(exchange: Option<Exchange>) -> Option<Exchange> {
    CURRENT.try_with(|current| current.replace(exchange)).ok().flatten()
}

fn with<T>(f: impl FnOnce(&mut Exchange) -> T) -> Option<T> {
    CURRENT.try_with(|current| current.borrow_mut().as_mut().map(f)).ok().flatten()
}

/// The time left, or a timeout. Outside of an exchange there is none left.
pub(super) fn time_left() -> Result<Duration, ureq::Error> {
    let end = with(|exchange| exchange.connecting.unwrap_or(exchange.deadline).min(exchange.deadline));
    let left = end.map(|end| end.saturating_duration_since(Instant::now()));
    left.filter(|left| !left.is_zero()).ok_or_else(timed_out)
}

pub(super) fn timed_out() -> ureq::Error {
    ureq::Error::Timeout(ureq::Timeout::Global)
}

/// Starts the connect timeout, and returns whether it did: connecting to a proxy happens within another connect.
pub(super) fn begin_connect() -> bool {
    let begun = with(|exchange| {
        let outermost = exchange.connecting.is_none();
        if outermost {
            exchange.connecting = Instant::now().checked_add(exchange.connect_timeout).or(Some(exchange.deadline));
        }
        outermost
    });
    begun.unwrap_or(false)
}

pub(super) fn end_connect() {
    with(|exchange| {
        exchange.connecting = None;
        exchange.step = Step::Request;
    });
}

pub(super) fn enter(step: Step) {
    with(|exchange| exchange.step = step);
}

/// Counts bytes of the request; those of a handshake are not.
pub(super) fn count_sent(bytes: usize) {
    with(|exchange| {
        if exchange.connecting.is_none() {
            exchange.step = Step::Request;
            exchange.sent += bytes;
        }
    });
}

/// Counts bytes that arrived. Fails for more than any answer has: ureq bounds the body alone, and waits for the end of
/// interim answers, of chunk sizes and of trailers for as long as there is time.
pub(super) fn count_received(bytes: usize) -> Result<(), ureq::Error> {
    let room = with(|exchange| {
        let left = exchange.room.checked_sub(bytes as u64);
        exchange.room = left.unwrap_or_default();
        left
    });
    room.flatten().map(drop).ok_or(ureq::Error::BodyExceedsLimit(0))
}

/// Notes a reset, or the end of a TLS connection without its notice.
pub(super) fn break_off() {
    with(|exchange| exchange.broken_off = true);
}

pub(super) fn is_broken_off() -> bool {
    with(|exchange| exchange.broken_off).unwrap_or(false)
}

/// The query, for the first bytes of the request; once.
pub(super) fn take_query() -> Option<Query> {
    with(|exchange| if exchange.connecting.is_none() { exchange.query.take() } else { None }).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::new(text.to_owned())
    }

    #[test]
    fn a_nested_exchange_leaves_the_outer_one_as_it_was() {
        let in_time = || Instant::now() + Duration::from_secs(20);
        let second = Duration::from_secs(1);
        let ((), outer) = run(in_time(), second, query("outer"), 10, || {
            count_sent(3);
            let inner = std::panic::catch_unwind(|| {
                run(Instant::now(), second, query("inner"), 10, || {
                    assert!(time_left().is_err());
                    panic!("in a logger");
                })
            });
            assert!(inner.is_err());
            assert!(time_left().is_ok());
            assert_eq!(take_query().unwrap().as_bytes(), b"outer");
            assert!(take_query().is_none());
        });
        assert_eq!(outer.sent, 3);
        assert!(time_left().is_err());
    }

    #[test]
    fn bytes_of_a_handshake_do_not_count_as_sent() {
        let deadline = Instant::now() + Duration::from_secs(20);
        let ((), exchange) = run(deadline, Duration::from_secs(1), query("q"), 10, || {
            assert!(begin_connect());
            assert!(!begin_connect(), "the one of a proxy is not the outermost");
            count_sent(100);
            assert!(take_query().is_none());
        });
        assert_eq!(exchange.sent, 0);
    }
}

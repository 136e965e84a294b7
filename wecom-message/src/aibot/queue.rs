//! What came in and was not taken yet: bounded, and filled by a thread that never waits.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::frame::Callback;

/// Callbacks in the order in which they came.
pub(super) struct Queue {
    state: Mutex<State>,
    changed: Condvar,
    most: usize,
}

#[derive(Default)]
struct State {
    items: VecDeque<Item>,
    callbacks: usize,
    bytes: usize,
    is_closed: bool,
}

/// A callback, and when it came.
pub(super) struct Queued {
    pub(super) callback: Callback,
    pub(super) at: Instant,
    pub(super) at_wall: SystemTime,
}

enum Item {
    Callback(Queued),
    /// So many came here while the queue was full.
    Missed(u64),
}

/// Callbacks that came while the queue was full, and were dropped.
///
/// The program is slower than its members. Handle what takes long on other threads, or raise
/// [`queue`](super::AibotBuilder::queue).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Missed {
    /// How many.
    pub count: u64,
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} messages or events came while the queue was full, and were dropped", self.count)
    }
}

impl std::error::Error for Missed {}

impl Queue {
    /// As much as that many bytes of frames, however many there may be: pictures are not in frames, so they are short.
    const MOST_BYTES: usize = 64 * 1024 * 1024;

    pub(super) fn new(most: usize) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), most }
    }

    /// Adds a callback, or counts it as missed. Returns whether it is the first that is missed here.
    pub(super) fn push(&self, queued: Queued) -> bool {
        let mut state = self.lock();
        let length = queued.callback.length;
        if state.callbacks >= self.most || state.bytes.saturating_add(length) > Self::MOST_BYTES {
            if let Some(Item::Missed(count)) = state.items.back_mut() {
                *count += 1;
                return false;
            }
            state.items.push_back(Item::Missed(1));
        } else {
            state.callbacks += 1;
            state.bytes += length;
            state.items.push_back(Item::Callback(queued));
        }
        let is_missed = matches!(state.items.back(), Some(Item::Missed(_)));
        drop(state);
        self.changed.notify_one();
        is_missed
    }

    /// The next callback; waits for one. `None` if the queue is empty and closed, or if none comes until then.
    pub(super) fn pop(&self, until: Option<Instant>) -> Option<Result<Queued, Missed>> {
        let mut state = self.lock();
        loop {
            match state.items.pop_front() {
                Some(Item::Callback(queued)) => {
                    state.callbacks -= 1;
                    state.bytes -= queued.callback.length;
                    return Some(Ok(queued));
                }
                Some(Item::Missed(count)) => return Some(Err(Missed { count })),
                None if state.is_closed => return None,
                None => {}
            }
            let left = match until {
                None => Duration::MAX,
                Some(until) => until.saturating_duration_since(Instant::now()),
            };
            if left.is_zero() {
                return None;
            }
            state = match until {
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(_) => self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
            };
        }
    }

    /// Nothing will come any more. What is there can still be taken.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// A panic elsewhere leaves the queue valid.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aibot::frame::{Arrived, read};

    fn queued(msgid: &str) -> Queued {
        let text = format!(r#"{{"cmd":"aibot_msg_callback","headers":{{"req_id":"R"}},"body":{{"msgid":"{msgid}"}}}}"#);
        let Some(Arrived::Callback(callback)) = read(&text) else { panic!("no callback") };
        Queued { callback, at: Instant::now(), at_wall: SystemTime::now() }
    }

    fn taken(queue: &Queue) -> Option<String> {
        let next = queue.pop(Some(Instant::now()))?;
        Some(next.map_or_else(|missed| missed.to_string(), |it| it.callback.body["msgid"].as_str().unwrap().to_owned()))
    }

    #[test]
    fn what_does_not_fit_is_counted_where_it_is_missing() {
        let queue = Queue::new(2);
        let is_first_missed: Vec<_> = ["a", "b", "c", "d"].map(|msgid| queue.push(queued(msgid))).to_vec();
        assert_eq!(is_first_missed, [false, false, true, false]);
        assert_eq!(taken(&queue).as_deref(), Some("a"));
        queue.push(queued("e"));
        let missed = "2 messages or events came while the queue was full, and were dropped";
        let rest: Vec<_> = std::iter::from_fn(|| taken(&queue)).collect();
        assert_eq!(rest, ["b", missed, "e"]);
    }

    #[test]
    fn a_closed_queue_gives_what_it_has_and_ends() {
        let queue = Queue::new(2);
        queue.push(queued("a"));
        queue.close();
        assert!(queue.pop(None).is_some_and(|it| it.is_ok()));
        assert!(queue.pop(None).is_none());
    }
}

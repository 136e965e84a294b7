//! The state that the server's thread and the [`Sandbox`](crate::Sandbox) share.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::answer::Answer;
use crate::received::Received;
use crate::wecom::Wecom;

/// Called with each request after it was answered.
pub(crate) type Observer = Box<dyn FnMut(&Received) + Send>;

/// The servers, and the real time up to which they have been advanced.
pub(crate) struct Shared {
    wecom: Wecom,
    observer: Option<Observer>,
    advanced_to: Instant,
}

impl Shared {
    pub(crate) fn new(wecom: Wecom, observer: Option<Observer>) -> Self {
        Self { wecom, observer, advanced_to: Instant::now() }
    }

    /// The servers, advanced to the present.
    pub(crate) fn wecom(&mut self) -> &mut Wecom {
        let now = Instant::now();
        self.wecom.advance(now - self.advanced_to);
        self.advanced_to = now;
        &mut self.wecom
    }

    /// Answers one request and shows it to the observer.
    pub(crate) fn answer(&mut self, answer: impl FnOnce(&mut Wecom) -> Answer) -> Answer {
        let before = self.last_number();
        let answer = answer(self.wecom());
        let last = self.wecom.received().next_back().filter(|received| Some(received.number) != before);
        if let (Some(received), Some(observer)) = (last, &mut self.observer) {
            observer(received);
        }
        answer
    }

    fn last_number(&self) -> Option<u64> {
        self.wecom.received().next_back().map(|received| received.number)
    }
}

/// Locks the state even after another thread panicked: every change to it is complete in itself.
pub(crate) fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

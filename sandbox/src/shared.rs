//! The state that the server's thread and the [`Sandbox`](crate::Sandbox) share.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::watch;

#[cfg(feature = "callback")]
use crate::callback::Called;
use crate::received::Received;
use crate::wecom::Wecom;

/// Called with each request after it was answered.
pub(crate) type Observer = Box<dyn FnMut(&Received) + Send>;

/// Called with each callback after the program answered it, or did not.
#[cfg(feature = "callback")]
pub(crate) type CallbackObserver = Box<dyn FnMut(&Called) + Send>;

/// The servers, and the real time up to which they have been advanced.
pub(crate) struct Shared {
    wecom: Wecom,
    observer: Option<Observer>,
    #[cfg(feature = "callback")]
    callback_observer: Option<CallbackObserver>,
    advanced_to: Instant,
    /// The number of happenings, for those who wait for the next one.
    happened: watch::Sender<u64>,
}

impl Shared {
    pub(crate) fn new(wecom: Wecom, observer: Option<Observer>) -> Self {
        Self {
            wecom,
            observer,
            #[cfg(feature = "callback")]
            callback_observer: None,
            advanced_to: Instant::now(),
            happened: watch::Sender::default(),
        }
    }

    #[cfg(feature = "callback")]
    pub(crate) fn with_callback_observer(self, callback_observer: Option<CallbackObserver>) -> Self {
        Self { callback_observer, ..self }
    }

    /// The servers, advanced to the present.
    pub(crate) fn wecom(&mut self) -> &mut Wecom {
        let now = Instant::now();
        self.wecom.advance(now - self.advanced_to);
        self.advanced_to = now;
        &mut self.wecom
    }

    /// Lets something happen, and shows the request to the observer if it is one.
    pub(crate) fn act<T>(&mut self, act: impl FnOnce(&mut Wecom) -> T) -> T {
        let before = self.last_number();
        let done = act(self.wecom());
        self.tell();
        let last = self.wecom.received().next_back().filter(|received| Some(received.number) != before);
        if let (Some(received), Some(observer)) = (last, &mut self.observer) {
            observer(received);
        }
        done
    }

    /// Records a callback and shows it to the observer.
    #[cfg(feature = "callback")]
    pub(crate) fn called(&mut self, record: impl FnOnce(&mut Wecom) -> Called) -> Called {
        let called = record(self.wecom());
        self.tell();
        if let Some(observer) = &mut self.callback_observer {
            observer(&called);
        }
        called
    }

    /// Tells when more has happened.
    pub(crate) fn happened(&self) -> watch::Receiver<u64> {
        self.happened.subscribe()
    }

    fn tell(&self) {
        self.happened.send_replace(self.wecom.happened());
    }

    fn last_number(&self) -> Option<u64> {
        self.wecom.received().next_back().map(|received| received.number)
    }
}

/// Locks the state even after another thread panicked: every change to it is complete in itself.
pub(crate) fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

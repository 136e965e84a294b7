//! Handling a callback once that is delivered several times.

mod memory;
#[cfg(feature = "redis")]
mod redis;
mod store;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use self::memory::Memory;
pub use self::store::SeenStore;
use super::dedupe_key::DedupeKey;
use crate::clock::{SharedClock, SystemClock};
use crate::http::printable::printable;

/// Tells whether a callback came before.
///
/// WeCom delivers a callback again when the answer takes five seconds, up to three times. Ask before acting:
///
/// ```
/// use wecom_message::callback::{Answer, Callbacks, Deduplicator};
///
/// # fn approve() -> Result<(), String> { Ok(()) }
/// fn handle(callbacks: &Callbacks, deduplicator: &Deduplicator, query: &str, body: &[u8]) -> Answer {
///     let received = match callbacks.receive(query, body) {
///         Ok(received) => received,
///         Err(error) => return error.answer(),
///     };
///     let key = received.dedupe_key();
///     if deduplicator.is_first(&key) && approve().is_err() {
///         deduplicator.forget(&key); // the next delivery gets another chance
///     }
///     received.responder.acknowledge()
/// }
/// ```
///
/// It remembers in memory, for ten minutes and up to ten thousand callbacks, about 2 MB. With a [store](Self::shared), several
/// processes behind one URL act once together. Clones share what they remember.
#[derive(Clone)]
pub struct Deduplicator {
    memory: Arc<Mutex<Memory>>,
    shared: Option<Arc<dyn SeenStore>>,
    keep: Duration,
    clock: SharedClock,
}

impl Deduplicator {
    /// One that remembers in memory.
    pub fn new() -> Self {
        const CAPACITY: usize = 10_000;
        const KEEP: Duration = Duration::from_secs(10 * 60);
        Self {
            memory: Arc::new(Mutex::new(Memory::new(CAPACITY))),
            shared: None,
            keep: KEEP,
            clock: Arc::new(SystemClock),
        }
    }

    /// One that remembers in a store as well, for several processes.
    ///
    /// When the store fails, that is logged as a warning, and each process remembers for itself: a callback is rather
    /// handled twice than not at all.
    pub fn shared(store: impl SeenStore + 'static) -> Self {
        Self { shared: Some(Arc::new(store)), ..Self::new() }
    }

    /// Remembers this many callbacks in memory; the oldest are forgotten first.
    #[must_use]
    pub fn with_capacity(self, callbacks: usize) -> Self {
        Self { memory: Arc::new(Mutex::new(Memory::new(callbacks))), ..self }
    }

    /// Remembers each callback for this long.
    #[must_use]
    pub fn keeping_for(self, keep: Duration) -> Self {
        Self { keep, ..self }
    }

    /// Whether this callback comes for the first time. Of all threads and processes that ask, one hears yes.
    pub fn is_first(&self, key: &DedupeKey) -> bool {
        let now = self.clock.now();
        let is_new = self.with_memory(|memory| memory.insert(key, now, self.keep));
        match &self.shared {
            Some(store) if is_new => store.insert(key, self.keep).unwrap_or_else(|error| {
                let error = error.to_string();
                let error = printable(&error);
                log::warn!(target: "wecom_message", "callback {key} may be handled by several processes: {error}");
                true
            }),
            _ => is_new,
        }
    }

    /// Forgets a callback, so that the next delivery of it is the first one again; for when handling it failed.
    pub fn forget(&self, key: &DedupeKey) {
        if let Some(store) = &self.shared
            && let Err(error) = store.remove(key)
        {
            let error = error.to_string();
            log::warn!(target: "wecom_message", "callback {key} will not be handled again: {}", printable(&error));
        }
        self.with_memory(|memory| memory.remove(key));
    }

    /// A panic elsewhere leaves the memory whole.
    fn with_memory<T>(&self, change: impl FnOnce(&mut Memory) -> T) -> T {
        change(&mut self.memory.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Default for Deduplicator {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Deduplicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deduplicator")
            .field("is_shared", &self.shared.is_some())
            .field("keep", &self.keep)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;

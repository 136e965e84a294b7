//! Calls to a store that are bounded in time, whatever the store does: a store that hangs must not hold a message.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use super::error::StoreError;

/// A store, each of whose calls runs on a thread of its own and is waited for no longer than the time given.
pub(crate) struct Bounded<S: ?Sized> {
    store: Arc<S>,
    /// A clone for each call under way.
    calls: Arc<()>,
    most_calls: usize,
}

impl<S: ?Sized + Send + Sync + 'static> Bounded<S> {
    /// At most so many calls are under way at once, so that a store that hangs does not collect threads.
    pub(crate) fn new(store: Arc<S>, most_calls: usize) -> Self {
        Self { store, calls: Arc::new(()), most_calls }
    }

    /// # Errors
    ///
    /// That of the store, or that it did not answer in time. What comes later is dropped, a lock thereby released.
    pub(crate) fn call<T: Send + 'static>(
        &self,
        time: Duration,
        act: impl FnOnce(&S) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let call = Arc::clone(&self.calls);
        if Arc::strong_count(&self.calls) > self.most_calls + 1 {
            return Err("earlier calls to it have not come back".into());
        }
        let (answer, answered) = mpsc::sync_channel(1);
        let store = Arc::clone(&self.store);
        let run = move || {
            let outcome = act(&*store);
            drop((store, call));
            answer.send(outcome).ok();
        };
        thread::Builder::new()
            .name("wecom-store".to_owned())
            .spawn(run)
            .map_err(|error| StoreError::new("no thread could be started for it", error))?;
        answered.recv_timeout(time).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => StoreError::from("it did not answer in the time that was left for it"),
            mpsc::RecvTimeoutError::Disconnected => StoreError::from("it panicked"),
        })?
    }
}

//! Calls to a store with a time limit, so that a store that hangs does not delay a message.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use super::error::StoreError;

/// A store whose calls run on their own threads, each with a time limit.
pub(crate) struct Bounded<S: ?Sized> {
    store: Arc<S>,
    /// One clone per running call.
    calls: Arc<()>,
    most_calls: usize,
}

impl<S: ?Sized + Send + Sync + 'static> Bounded<S> {
    /// The maximum number of calls at once, so that a store that hangs does not accumulate threads.
    pub(crate) fn new(store: Arc<S>, most_calls: usize) -> Self {
        Self { store, calls: Arc::new(()), most_calls }
    }

    /// # Errors
    ///
    /// The store's error, or that it did not answer in time. A later result is dropped, which releases a lock.
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

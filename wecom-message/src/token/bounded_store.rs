//! Calls to a store that are bounded in time, whatever the store does: a store that hangs must not hold a message.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use super::store::{StoreError, TokenStore};

/// How many calls may be under way; more than one only where calls hang.
const MOST_CALLS: usize = 3;

/// A store, each of whose calls runs on a thread of its own and is waited for no longer than the time given.
///
/// Tokens are looked for every two hours, so the thread costs nothing that counts.
pub(super) struct BoundedStore {
    store: Arc<dyn TokenStore>,
    /// A clone for each call under way.
    calls: Arc<()>,
}

impl BoundedStore {
    pub(super) fn new(store: Arc<dyn TokenStore>) -> Self {
        Self { store, calls: Arc::new(()) }
    }

    /// # Errors
    ///
    /// That of the store, or that it did not answer in time. What comes later is dropped, a lock thereby released.
    pub(super) fn call<T: Send + 'static>(
        &self,
        time: Duration,
        act: impl FnOnce(&dyn TokenStore) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let call = Arc::clone(&self.calls);
        if Arc::strong_count(&self.calls) > MOST_CALLS + 1 {
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
            .name("wecom-token-store".to_owned())
            .spawn(run)
            .map_err(|error| StoreError::new("no thread could be started for it", error))?;
        answered.recv_timeout(time).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => StoreError::from("it did not answer in the time that was left for it"),
            mpsc::RecvTimeoutError::Disconnected => StoreError::from("it panicked"),
        })?
    }
}

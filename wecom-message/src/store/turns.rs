//! One thread at a time, with a limit to the wait.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Threads take turns.
#[derive(Default)]
pub(crate) struct Turns {
    taken: Mutex<bool>,
    ended: Condvar,
}

/// A thread's turn; it ends when dropped.
pub(crate) struct Turn<'a>(&'a Turns);

impl Turns {
    /// This thread's turn; `None` if it did not come in time.
    pub(crate) fn take(&self, time: Duration) -> Option<Turn<'_>> {
        let waited = self.ended.wait_timeout_while(self.lock(), time, |taken| *taken);
        let (mut taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if *taken {
            return None;
        }
        *taken = true;
        Some(Turn(self))
    }

    /// A panic elsewhere leaves the flag valid.
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.lock() = false;
        self.0.ended.notify_one();
    }
}

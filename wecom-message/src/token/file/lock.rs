//! Locks between processes: an open file is the lock, and closing it the release.

use std::fs::{File, TryLockError};
use std::io;
use std::time::Duration;

use crate::clock::Clock;

/// Takes the lock, or not.
pub(super) fn now(file: File) -> io::Result<Option<File>> {
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Takes a lock that is held only while a file is written.
pub(super) fn soon(file: &File, clock: &dyn Clock) -> io::Result<File> {
    const TRIES: u32 = 100;
    const BETWEEN: Duration = Duration::from_millis(10);
    for _ in 0..TRIES {
        if let Some(lock) = now(file.try_clone()?)? {
            return Ok(lock);
        }
        clock.sleep(BETWEEN);
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "another process has been writing it for a second"))
}

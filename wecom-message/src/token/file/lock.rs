//! Locks between processes: an open file is the lock, and closing it the release.

use std::fs::File;
use std::io;
use std::thread;
use std::time::Duration;

/// Takes the lock, or not.
///
/// `File::try_lock` is newer than the oldest supported Rust, where a crate takes the same lock.
#[cfg(file_lock_in_std)]
#[allow(clippy::incompatible_msrv, reason = "the build script has asked for the version")]
#[inline]
pub(super) fn now(file: File) -> io::Result<Option<File>> {
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(std::fs::TryLockError::WouldBlock) => Ok(None),
        Err(std::fs::TryLockError::Error(error)) => Err(error),
    }
}

/// Takes the lock, or not.
#[cfg(not(file_lock_in_std))]
#[inline]
pub(super) fn now(file: File) -> io::Result<Option<File>> {
    match fs4::FileExt::try_lock(&file) {
        Ok(()) => Ok(Some(file)),
        Err(fs4::TryLockError::WouldBlock) => Ok(None),
        Err(fs4::TryLockError::Error(error)) => Err(error),
    }
}

/// Takes a lock that nobody holds for longer than a file takes to be written.
#[inline]
pub(super) fn soon(file: &File) -> io::Result<File> {
    const TRIES: u32 = 100;
    const BETWEEN: Duration = Duration::from_millis(10);
    for _ in 0..TRIES {
        if let Some(lock) = now(file.try_clone()?)? {
            return Ok(lock);
        }
        thread::sleep(BETWEEN);
    }
    Err(io::Error::new(io::ErrorKind::TimedOut, "another process has been writing it for a second"))
}

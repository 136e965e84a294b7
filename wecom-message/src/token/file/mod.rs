//! Tokens in files, for the processes of one machine.

mod lock;
mod private;
mod record;

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use self::private::Folder;
use super::entry::Entry;
use super::key::TokenKey;
use super::store::{TokenLock, TokenStore};
#[cfg(any(test, feature = "_manual-clock"))]
use crate::clock::manual::ManualClock;
use crate::clock::{SharedClock, SystemClock};
use crate::http::printable::printable;
use crate::store::error::StoreError;

/// Keeps tokens in files, for the processes of one user on one machine: cron jobs, workers, command lines.
///
/// The files are in a folder `wecom-tokens`, which only its owner can enter (0700) and whose files only their owner can
/// read (0600). Wider permissions of existing folders and files are removed. A new token replaces a whole file, so no process
/// reads half of one. A file that is damaged, foreign or from the future is ignored and replaced. Processes that
/// are killed leave nothing locked.
///
/// On Windows the permissions are those of the parent folder. Do not use a folder on the network: machines have
/// different clocks, and locks do not always work there.
#[derive(Clone, Debug)]
pub struct FileStore {
    folder: Folder,
    clock: SharedClock,
}

impl FileStore {
    /// Keeps tokens in the folder `wecom-tokens` inside `dir`. Both are created when they are first needed; an
    /// existing `dir` is not changed.
    ///
    /// A user who can rename files in `dir` can also rename the tokens' folder. Use a folder that belongs to the application,
    /// not `/tmp`.
    pub fn new(dir: impl AsRef<Path>) -> Self {
        Self { folder: Folder::new(dir.as_ref().join("wecom-tokens")), clock: Arc::new(SystemClock) }
    }

    /// Keeps tokens in the user's cache folder: `$XDG_CACHE_HOME`, else `$HOME/.cache`; on Windows
    /// `%LOCALAPPDATA%`.
    ///
    /// # Errors
    ///
    /// Fails if none of these variables has an absolute path, as in some containers.
    pub fn in_user_cache() -> Result<Self, StoreError> {
        let dir = user_cache(|name| env::var_os(name)).ok_or(
            "neither XDG_CACHE_HOME, HOME nor LOCALAPPDATA has an absolute path: use FileStore::new with a folder",
        )?;
        Ok(Self::new(dir))
    }

    /// Tells the age of entries by this clock.
    #[doc(hidden)]
    #[cfg(any(test, feature = "_manual-clock"))]
    #[must_use]
    pub fn manual_clock(self, clock: &ManualClock) -> Self {
        Self { clock: Arc::new(clock.clone()), ..self }
    }

    /// Does something to the files of a key while no other process writes them.
    fn alone<T>(&self, key: &TokenKey, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let _lock = lock::soon(&self.folder.open_lock(&format!("{key}.write.lock"))?, &*self.clock)?;
        act()
    }

    fn read(&self, key: &TokenKey) -> io::Result<Option<Entry>> {
        Ok(self.folder.read(&record_of(key))?.and_then(|text| record::read(&text, self.clock.wall())))
    }

    fn trouble(&self, doing: &str, error: io::Error) -> StoreError {
        let folder = self.folder.path().to_string_lossy();
        StoreError::new(format!("{doing} the tokens in {} failed", printable(&folder)), error)
    }
}

fn record_of(key: &TokenKey) -> String {
    format!("{key}.json")
}

fn user_cache(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let absolute = |name| variable(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        return absolute("LOCALAPPDATA");
    }
    absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|home| home.join(".cache")))
}

impl TokenStore for FileStore {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        self.read(key).map_err(|error| self.trouble("reading", error))
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let save = || {
            self.folder.make()?;
            self.alone(key, || {
                let newest = self.read(key)?.map(|kept| kept.lifetime());
                if newest.is_some_and(|left| left > entry.lifetime()) {
                    return Ok(());
                }
                self.folder.replace(&record_of(key), &record::write(entry, self.clock.wall()))
            })
        };
        save().map_err(|error| self.trouble("writing", error))
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let remove = || match self.read(key)? {
            None => Ok(()),
            Some(_) => self.alone(key, || {
                if self.read(key)?.is_some_and(|kept| kept == *entry) {
                    self.folder.remove(&record_of(key))?;
                }
                Ok(())
            }),
        };
        remove().map_err(|error| self.trouble("removing from", error))
    }

    /// The lease does not matter: the system releases the lock of a process that dies.
    fn try_lock(&self, key: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        let lock = || {
            self.folder.make()?;
            lock::now(self.folder.open_lock(&format!("{key}.refresh.lock"))?)
        };
        Ok(lock().map_err(|error| self.trouble("locking", error))?.map(TokenLock::new))
    }
}

#[cfg(test)]
mod tests;

//! Where the reading of an account goes on.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

#[cfg(feature = "redis")]
use redis::cmd;

use crate::http::percent::encode;
use crate::store::error::StoreError;
#[cfg(feature = "redis")]
use crate::store::redis::RedisStore;

/// Keeps the cursor of each customer-service account, from one run of the program to the next.
///
/// Without a cursor WeCom begins with the oldest message of the last three days.
pub trait CursorStore {
    /// The cursor of an account; `None` if none was saved.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    fn load(&self, open_kfid: &str) -> Result<Option<String>, StoreError>;

    /// Saves the cursor of an account, durably.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    fn save(&self, open_kfid: &str, cursor: &str) -> Result<(), StoreError>;
}

impl<S: CursorStore + ?Sized> CursorStore for &S {
    fn load(&self, open_kfid: &str) -> Result<Option<String>, StoreError> {
        (**self).load(open_kfid)
    }

    fn save(&self, open_kfid: &str, cursor: &str) -> Result<(), StoreError> {
        (**self).save(open_kfid, cursor)
    }
}

impl<S: CursorStore + ?Sized> CursorStore for Arc<S> {
    fn load(&self, open_kfid: &str) -> Result<Option<String>, StoreError> {
        (**self).load(open_kfid)
    }

    fn save(&self, open_kfid: &str, cursor: &str) -> Result<(), StoreError> {
        (**self).save(open_kfid, cursor)
    }
}

/// Keeps cursors in a folder, a file for each account.
///
/// A file is replaced as a whole: a program that dies while it saves leaves the cursor before.
#[derive(Clone, Debug)]
pub struct FileCursorStore {
    folder: PathBuf,
}

impl FileCursorStore {
    /// Keeps cursors in this folder, which is created when it is first needed.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    fn file(&self, open_kfid: &str) -> PathBuf {
        self.folder.join(format!("{}.cursor", encode(open_kfid)))
    }

    fn failed(&self, doing: &str, error: io::Error) -> StoreError {
        StoreError::new(format!("{doing} the cursors in {} failed", self.folder.display()), error)
    }
}

impl CursorStore for FileCursorStore {
    fn load(&self, open_kfid: &str) -> Result<Option<String>, StoreError> {
        match fs::read_to_string(self.file(open_kfid)) {
            Ok(cursor) => Ok(Some(cursor)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.failed("reading", error)),
        }
    }

    fn save(&self, open_kfid: &str, cursor: &str) -> Result<(), StoreError> {
        let save = || {
            fs::create_dir_all(&self.folder)?;
            let (file, new) = (self.file(open_kfid), self.folder.join(format!("{}.new", encode(open_kfid))));
            let mut written = fs::File::create(&new)?;
            written.write_all(cursor.as_bytes())?;
            written.sync_all()?;
            fs::rename(new, file)
        };
        save().map_err(|error| self.failed("writing", error))
    }
}

/// Keeps cursors in memory: after a restart the messages of the last three days come again. Clones share what they keep.
#[derive(Clone, Debug, Default)]
pub struct MemoryCursorStore {
    cursors: Arc<Mutex<BTreeMap<String, String>>>,
}

impl MemoryCursorStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

/// A panic elsewhere leaves the map whole: every change is one insertion.
impl CursorStore for MemoryCursorStore {
    fn load(&self, open_kfid: &str) -> Result<Option<String>, StoreError> {
        Ok(self.cursors.lock().unwrap_or_else(PoisonError::into_inner).get(open_kfid).cloned())
    }

    fn save(&self, open_kfid: &str, cursor: &str) -> Result<(), StoreError> {
        let mut cursors = self.cursors.lock().unwrap_or_else(PoisonError::into_inner);
        cursors.insert(open_kfid.to_owned(), cursor.to_owned());
        Ok(())
    }
}

/// A cursor is at `wecom:kf:cursor:` and the account's id, and has no end. Commands: `GET`, `SET`.
#[cfg(feature = "redis")]
impl CursorStore for RedisStore {
    fn load(&self, open_kfid: &str) -> Result<Option<String>, StoreError> {
        let mut get = cmd("GET");
        get.arg(place(open_kfid));
        self.server().ask("loading a cursor from", &get)
    }

    fn save(&self, open_kfid: &str, cursor: &str) -> Result<(), StoreError> {
        let mut set = cmd("SET");
        set.arg(place(open_kfid)).arg(cursor);
        self.server().ask("saving a cursor in", &set)
    }
}

#[cfg(feature = "redis")]
fn place(open_kfid: &str) -> String {
    format!("wecom:kf:cursor:{open_kfid}")
}

//! A store that does as it is told.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::token::{Entry, MemoryStore, StoreError, TokenKey, TokenLock, TokenStore};

#[derive(Default)]
pub(super) struct Told {
    pub(super) kept: MemoryStore,
    pub(super) calls: AtomicUsize,
    pub(super) fails: AtomicBool,
    pub(super) removes_nothing: AtomicBool,
    /// Somebody else has the lock.
    pub(super) is_locked: AtomicBool,
    pub(super) leases: Mutex<Vec<Duration>>,
}

impl Told {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    fn call(&self) -> Result<(), StoreError> {
        self.calls.fetch_add(1, SeqCst);
        if self.fails.load(SeqCst) { Err("it was told to fail".into()) } else { Ok(()) }
    }
}

impl TokenStore for Told {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        self.call()?;
        self.kept.load(key)
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.call()?;
        self.kept.save(key, entry)
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        self.call()?;
        if self.removes_nothing.load(SeqCst) { Ok(()) } else { self.kept.remove(key, entry) }
    }

    fn try_lock(&self, key: &TokenKey, lease: Duration) -> Result<Option<TokenLock>, StoreError> {
        self.call()?;
        self.leases.lock().unwrap().push(lease);
        if self.is_locked.load(SeqCst) { Ok(None) } else { self.kept.try_lock(key, lease) }
    }
}

//! A store under the test's control.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use super::memory::MemoryStore;
use crate::token::{Entry, StoreError, TokenKey, TokenLock, TokenStore};

#[derive(Default)]
pub(super) struct Told {
    pub(super) kept: MemoryStore,
    pub(super) calls: AtomicUsize,
    pub(super) fails: AtomicBool,
    pub(super) panics: AtomicBool,
    /// While it is locked, every call hangs.
    gate: Arc<Mutex<()>>,
    pub(super) removes_nothing: AtomicBool,
    /// Another process has the lock.
    pub(super) is_locked: AtomicBool,
    pub(super) leases: Mutex<Vec<Duration>>,
}

impl Told {
    pub(super) fn new() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// Lets calls hang until the sender that it returns is dropped.
    pub(super) fn hang(&self) -> mpsc::Sender<()> {
        let gate = Arc::clone(&self.gate);
        let (release, released) = mpsc::channel::<()>();
        let (closing, is_closed) = mpsc::channel();
        thread::spawn(move || {
            let _closed = gate.lock();
            closing.send(()).unwrap();
            released.recv().ok();
        });
        is_closed.recv().unwrap();
        release
    }

    fn call(&self) -> Result<(), StoreError> {
        self.calls.fetch_add(1, SeqCst);
        assert!(!self.panics.load(SeqCst), "it was told to panic");
        drop(self.gate.lock());
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

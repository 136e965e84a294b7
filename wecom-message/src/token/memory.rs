//! Tokens for several clients in one process.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::entry::Entry;
use super::key::TokenKey;
use super::store::{StoreError, TokenLock, TokenStore};

fn now() -> Instant {
    Instant::now()
}

/// Keeps tokens in memory, for several clients of one application in one process.
///
/// Clones share what they keep. One client, and its clones, need no store. It never fails.
#[derive(Clone, Default)]
pub struct MemoryStore {
    kept: Arc<Mutex<HashMap<TokenKey, (Entry, Instant)>>>,
    locked: Arc<Mutex<HashSet<TokenKey>>>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }
}

impl TokenStore for MemoryStore {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        let kept = lock(&self.kept);
        let entry = kept.get(key);
        Ok(entry.and_then(|(entry, end)| Entry::from_text(entry.text(), end.saturating_duration_since(now()))))
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let end = now() + entry.lifetime();
        let mut kept = lock(&self.kept);
        if kept.get(key).is_none_or(|(_, newest)| *newest <= end) {
            kept.insert(key.clone(), (entry.clone(), end));
        }
        Ok(())
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let mut kept = lock(&self.kept);
        if kept.get(key).is_some_and(|(kept, _)| kept == entry) {
            kept.remove(key);
        }
        Ok(())
    }

    /// The lease does not matter: a process does not outlive its memory.
    fn try_lock(&self, key: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        let is_free = lock(&self.locked).insert(key.clone());
        let held = is_free.then(|| Locked { locked: Arc::clone(&self.locked), key: key.clone() });
        Ok(held.map(TokenLock::new))
    }
}

struct Locked {
    locked: Arc<Mutex<HashSet<TokenKey>>>,
    key: TokenKey,
}

impl Drop for Locked {
    fn drop(&mut self) {
        lock(&self.locked).remove(&self.key);
    }
}

/// A panic elsewhere leaves both whole: every change is one call.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for MemoryStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryStore").field("entries", &lock(&self.kept).len()).finish_non_exhaustive()
    }
}

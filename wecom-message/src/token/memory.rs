//! Tokens for several clients in one process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use std::{fmt, mem};

use super::entry::Entry;
use super::key::TokenKey;
use super::store::{StoreError, TokenLock, TokenStore};

#[inline]
fn now() -> Instant {
    Instant::now()
}

/// Keeps tokens in memory, for several clients of one application in one process.
///
/// Clones share what they keep. One client, and its clones, need no store. It never fails.
#[derive(Clone, Default)]
pub struct MemoryStore {
    places: Arc<Mutex<Places>>,
}

type Places = HashMap<TokenKey, Place>;

#[derive(Default)]
struct Place {
    /// An entry, and when it ends.
    kept: Option<(Entry, Instant)>,
    is_locked: bool,
}

impl MemoryStore {
    /// An empty store.
    #[inline]
    pub fn new() -> Self {
        Self::default()
    }
}

impl TokenStore for MemoryStore {
    #[inline]
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        let places = lock(&self.places);
        let Some(Place { kept: Some((entry, end)), .. }) = places.get(key) else { return Ok(None) };
        Ok(Entry::from_text(entry.text(), end.saturating_duration_since(now())))
    }

    #[inline]
    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let end = now() + entry.lifetime();
        let mut places = lock(&self.places);
        let place = places.entry(key.clone()).or_default();
        if place.kept.as_ref().is_none_or(|(_, newest)| *newest <= end) {
            place.kept = Some((entry.clone(), end));
        }
        Ok(())
    }

    #[inline]
    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        if let Some(place) = lock(&self.places).get_mut(key) {
            place.kept.take_if(|(kept, _)| kept == entry);
        }
        Ok(())
    }

    /// The lease does not matter: a process does not outlive its memory.
    #[inline]
    fn try_lock(&self, key: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        let was_locked = mem::replace(&mut lock(&self.places).entry(key.clone()).or_default().is_locked, true);
        let held = (!was_locked).then(|| Locked { places: Arc::clone(&self.places), key: key.clone() });
        Ok(held.map(TokenLock::new))
    }
}

struct Locked {
    places: Arc<Mutex<Places>>,
    key: TokenKey,
}

impl Drop for Locked {
    #[inline]
    fn drop(&mut self) {
        if let Some(place) = lock(&self.places).get_mut(&self.key) {
            place.is_locked = false;
        }
    }
}

/// A panic elsewhere leaves them whole: every change is one assignment.
#[inline]
fn lock(places: &Mutex<Places>) -> MutexGuard<'_, Places> {
    places.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for MemoryStore {
    #[inline]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries = lock(&self.places).values().filter(|place| place.kept.is_some()).count();
        f.debug_struct("MemoryStore").field("entries", &entries).finish_non_exhaustive()
    }
}

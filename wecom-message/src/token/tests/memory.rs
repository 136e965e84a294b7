//! A store in memory, for processes that are played by threads.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::clock::Clock;
use crate::clock::manual::ManualClock;
use crate::token::{Entry, StoreError, TokenKey, TokenLock, TokenStore};

/// Clones share what they keep. It never fails.
#[derive(Clone, Default)]
pub(super) struct MemoryStore {
    slots: Arc<Mutex<Slots>>,
    clock: ManualClock,
}

type Slots = HashMap<TokenKey, Slot>;

#[derive(Default)]
struct Slot {
    /// An entry, and when it ends.
    kept: Option<(Entry, Instant)>,
    is_locked: bool,
}

impl MemoryStore {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn clock(&self) -> &ManualClock {
        &self.clock
    }
}

impl TokenStore for MemoryStore {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        let slots = lock(&self.slots);
        let Some(Slot { kept: Some((entry, end)), .. }) = slots.get(key) else { return Ok(None) };
        Ok(Entry::from_text(entry.text(), end.saturating_duration_since(self.clock.now())))
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let end = self.clock.now() + entry.lifetime();
        let mut slots = lock(&self.slots);
        let slot = slots.entry(key.clone()).or_default();
        if slot.kept.as_ref().is_none_or(|(_, newest)| *newest <= end) {
            slot.kept = Some((entry.clone(), end));
        }
        Ok(())
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        if let Some(slot) = lock(&self.slots).get_mut(key) {
            slot.kept.take_if(|(kept, _)| kept == entry);
        }
        Ok(())
    }

    /// The lease does not matter: a process does not outlive its memory.
    fn try_lock(&self, key: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        let was_locked = mem::replace(&mut lock(&self.slots).entry(key.clone()).or_default().is_locked, true);
        let held = (!was_locked).then(|| Locked { slots: Arc::clone(&self.slots), key: key.clone() });
        Ok(held.map(TokenLock::new))
    }
}

struct Locked {
    slots: Arc<Mutex<Slots>>,
    key: TokenKey,
}

impl Drop for Locked {
    fn drop(&mut self) {
        if let Some(slot) = lock(&self.slots).get_mut(&self.key) {
            slot.is_locked = false;
        }
    }
}

/// A panic elsewhere leaves them whole: every change is one assignment.
fn lock(slots: &Mutex<Slots>) -> MutexGuard<'_, Slots> {
    slots.lock().unwrap_or_else(PoisonError::into_inner)
}

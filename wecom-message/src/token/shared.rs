//! One process fetches, and the others use the token that it saved: look, lock, look again, fetch, save, unlock.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::entry::{Content, Entry};
use super::held::Held;
use super::key::TokenKey;
use super::refusal::Setback;
use super::store::{TokenLock, TokenStore};
use super::waits::Waits;
use crate::clock::SharedClock;
use crate::http::secret::Secret;
use crate::sending::record;
use crate::store::bounded::Bounded;
use crate::store::error::StoreError;

/// Extra time for the calls to the store, beyond the time of the request.
const LEASE_SLACK: Duration = Duration::from_secs(2);

/// How many calls to a store may run at once; more than one only if calls hang.
const MOST_CALLS: usize = 3;

/// The entry of an application in a store.
pub(super) struct Place {
    store: Bounded<dyn TokenStore>,
    key: TokenKey,
    /// Until when the store is not used after a failure, so that not every message waits for it.
    trouble_until: Mutex<Option<Instant>>,
    clock: SharedClock,
}

/// The rest of the time that a refresh can spend on calls to the store.
struct StoreTime(Cell<Duration>);

impl Place {
    pub(super) fn new(store: Arc<dyn TokenStore>, key: TokenKey, clock: SharedClock) -> Self {
        Self { store: Bounded::new(store, MOST_CALLS), key, trouble_until: Mutex::new(None), clock }
    }

    /// Returns a token that another process saved, or the token from `ask`.
    ///
    /// Waits at most `wait` for a refresh by another process. A token equal to `refused` counts as none: the store may not
    /// have been able to remove it. Of the `time` that the request has left, the store takes a quarter at most.
    pub(super) fn refresh(
        &self,
        waits: &Waits,
        refused: Option<&Secret>,
        wait: Duration,
        time: Duration,
        ask: impl FnOnce() -> Result<Held, Setback>,
    ) -> Result<Held, Setback> {
        let store_time = StoreTime::new(waits.for_store.min(time / 4));
        let lock = match self.look_or_lock(waits, &store_time, refused, wait, time + LEASE_SLACK) {
            ControlFlow::Break(found) => return found,
            ControlFlow::Continue(lock) => lock,
        };
        let outcome = ask();
        let entry = match &outcome {
            Ok(held) => Some(held.entry(self.clock.now())),
            Err(setback) => setback.entry(),
        };
        if let Some(entry) = entry.filter(|entry| !entry.lifetime().is_zero()) {
            let key = self.key.clone();
            self.with_store(waits, &store_time, move |store| store.save(&key, &entry));
        }
        if let Some(lock) = lock {
            self.with_store(waits, &store_time, move |_| {
                drop(lock);
                Ok(())
            });
        }
        outcome
    }

    /// Removes a token that WeCom refused.
    pub(super) fn remove(&self, waits: &Waits, entry: &Entry) {
        let (key, entry) = (self.key.clone(), entry.clone());
        let store_time = StoreTime::new(waits.for_store / 4);
        self.with_store(waits, &store_time, move |store| store.remove(&key, &entry));
    }

    /// Breaks with the token that another process saved; continues with the lock, or without it if waiting is useless.
    fn look_or_lock(
        &self,
        waits: &Waits,
        store_time: &StoreTime,
        refused: Option<&Secret>,
        wait: Duration,
        lease: Duration,
    ) -> ControlFlow<Result<Held, Setback>, Option<TokenLock>> {
        let until = self.clock.now() + wait;
        loop {
            if let Some(found) = self.look(waits, store_time, refused) {
                return ControlFlow::Break(found);
            }
            let key = self.key.clone();
            match self.with_store(waits, store_time, move |store| store.try_lock(&key, lease)) {
                None => return ControlFlow::Continue(None),
                Some(Some(lock)) => {
                    // The holder before may have saved a token since the first look.
                    return match self.look(waits, store_time, refused) {
                        Some(found) => ControlFlow::Break(found),
                        None => ControlFlow::Continue(Some(lock)),
                    };
                }
                Some(None) => {}
            }
            let left = until.saturating_duration_since(self.clock.now());
            if left.is_zero() {
                record::fetching_beside(wait);
                return ControlFlow::Continue(None);
            }
            self.clock.sleep(waits.between_looks.min(left));
        }
    }

    fn look(&self, waits: &Waits, store_time: &StoreTime, refused: Option<&Secret>) -> Option<Result<Held, Setback>> {
        let key = self.key.clone();
        let entry = self.with_store(waits, store_time, move |store| store.load(&key))??;
        match entry.content() {
            Content::Token { token, .. } if refused.is_some_and(|refused| refused.is_same(token)) => None,
            Content::Token { token, margin } => {
                Some(Ok(Held::stored(token.clone(), *margin, entry.lifetime(), self.clock.now())))
            }
            Content::Refusal { errcode, errmsg } => Some(Err(Setback::stored(*errcode, errmsg, entry.lifetime()))),
        }
    }

    /// `None` if the store fails, takes too long, or did so recently.
    fn with_store<T: Send + 'static>(
        &self,
        waits: &Waits,
        store_time: &StoreTime,
        act: impl FnOnce(&(dyn TokenStore + 'static)) -> Result<T, StoreError> + Send + 'static,
    ) -> Option<T> {
        let began = self.clock.now();
        if self.trouble_until().is_some_and(|until| began < until) {
            return None;
        }
        let outcome = self.store.call(store_time.0.get(), act);
        store_time.spend(self.clock.now().saturating_duration_since(began));
        match outcome {
            Ok(done) => Some(done),
            Err(error) => {
                *self.trouble_until.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(self.clock.now() + waits.after_store_error);
                record::store_failed(&error.with_causes(), waits.after_store_error);
                None
            }
        }
    }

    fn trouble_until(&self) -> Option<Instant> {
        *self.trouble_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StoreTime {
    fn new(time: Duration) -> Self {
        Self(Cell::new(time))
    }

    fn spend(&self, time: Duration) {
        self.0.set(self.0.get().saturating_sub(time));
    }
}

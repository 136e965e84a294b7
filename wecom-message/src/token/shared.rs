//! One process fetches, the others take what it saved: look, lock, look again, fetch, save, unlock.

use std::error::Error as StdError;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::entry::{Content, Entry};
use super::held::Held;
use super::key::TokenKey;
use super::refusal::Setback;
use super::store::{StoreError, TokenLock, TokenStore};
use super::waits::Waits;
use crate::http::secret::Secret;
use crate::sending::record;

fn now() -> Instant {
    Instant::now()
}

fn sleep(time: Duration) {
    std::thread::sleep(time);
}

/// An application's place in a store.
pub(super) struct Place {
    store: Arc<dyn TokenStore>,
    key: TokenKey,
    /// Until when the store is left alone after trouble, so that not every message pays for it.
    trouble_until: Mutex<Option<Instant>>,
}

impl Place {
    pub(super) fn new(store: Arc<dyn TokenStore>, key: TokenKey) -> Self {
        Self { store, key, trouble_until: Mutex::new(None) }
    }

    /// A token that another process saved, or the one that `ask` gives.
    ///
    /// Waits at most `wait` for a refresh by another process. A token equal to `refused` counts as none: the store may not
    /// have been able to remove it.
    pub(super) fn refresh(
        &self,
        waits: &Waits,
        refused: Option<&Secret>,
        wait: Duration,
        lease: Duration,
        ask: impl FnOnce() -> Result<Held, Setback>,
    ) -> Result<Held, Setback> {
        let lock = match self.look_or_lock(waits, refused, wait, lease) {
            ControlFlow::Break(found) => return found,
            ControlFlow::Continue(lock) => lock,
        };
        let outcome = ask();
        let entry = match &outcome {
            Ok(held) => Some(held.entry(now())),
            Err(setback) => setback.entry(),
        };
        if let Some(entry) = entry.filter(|entry| !entry.lifetime().is_zero()) {
            self.with_store(waits, |store| store.save(&self.key, &entry));
        }
        drop(lock);
        outcome
    }

    /// Removes what WeCom refused.
    pub(super) fn remove(&self, waits: &Waits, entry: &Entry) {
        self.with_store(waits, |store| store.remove(&self.key, entry));
    }

    /// Breaks with what another process saved; goes on with the lock, or without one where there is no use in waiting for it.
    fn look_or_lock(
        &self,
        waits: &Waits,
        refused: Option<&Secret>,
        wait: Duration,
        lease: Duration,
    ) -> ControlFlow<Result<Held, Setback>, Option<TokenLock>> {
        let until = now() + wait;
        loop {
            if let Some(found) = self.look(waits, refused) {
                return ControlFlow::Break(found);
            }
            match self.with_store(waits, |store| store.try_lock(&self.key, lease)) {
                None => return ControlFlow::Continue(None),
                Some(Some(lock)) => {
                    // Whoever had it before may have saved a token since the first look.
                    return match self.look(waits, refused) {
                        Some(found) => ControlFlow::Break(found),
                        None => ControlFlow::Continue(Some(lock)),
                    };
                }
                Some(None) => {}
            }
            let left = until.saturating_duration_since(now());
            if left.is_zero() {
                record::fetching_beside(wait);
                return ControlFlow::Continue(None);
            }
            sleep(waits.between_looks.min(left));
        }
    }

    fn look(&self, waits: &Waits, refused: Option<&Secret>) -> Option<Result<Held, Setback>> {
        let entry = self.with_store(waits, |store| store.load(&self.key))??;
        match entry.content() {
            Content::Token { token, .. } if refused.is_some_and(|refused| refused.is_same(token)) => None,
            Content::Token { token, margin } => Some(Ok(Held::stored(token.clone(), *margin, entry.lifetime(), now()))),
            Content::Refusal { errcode, errmsg } => Some(Err(Setback::stored(*errcode, errmsg, entry.lifetime()))),
        }
    }

    /// `None` where the store fails, or has failed a moment ago.
    fn with_store<T>(&self, waits: &Waits, act: impl FnOnce(&dyn TokenStore) -> Result<T, StoreError>) -> Option<T> {
        if self.trouble_until().is_some_and(|until| now() < until) {
            return None;
        }
        match act(&*self.store) {
            Ok(done) => Some(done),
            Err(error) => {
                *self.trouble_until.lock().unwrap_or_else(PoisonError::into_inner) =
                    Some(now() + waits.after_store_error);
                record::store_failed(&whole(&error), waits.after_store_error);
                None
            }
        }
    }

    fn trouble_until(&self) -> Option<Instant> {
        *self.trouble_until.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An error with its causes.
fn whole(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

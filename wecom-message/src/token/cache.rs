//! The token in memory: fetched when first needed, and once for all threads that wait for it.

use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::access_token::AccessToken;
use super::failures::Failures;
use super::held::Held;
use super::key::TokenKey;
use super::origin::{Origin, ask};
use super::refusal::{Refusals, Setback};
use super::shared::Place;
use super::waits::Waits;
use crate::clock::SharedClock;
use crate::error::Error;
use crate::http::secret::Secret;

/// The token of one application, in this process.
///
/// Threads that wait for another thread use the system's clock, because only that can wake them.
pub(crate) struct TokenCache {
    pub(super) state: Mutex<State>,
    changed: Condvar,
    /// The store that is shared with other processes.
    shared: Option<Place>,
    origin: Origin,
    pub(super) waits: Waits,
    clock: SharedClock,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) held: Option<Held>,
    /// The last token that WeCom refused.
    refused: Option<Secret>,
    refresh: Option<Refresh>,
    /// How many refreshes there have been.
    refreshes: u64,
    /// How many threads wait for one.
    pub(super) waiting: usize,
    /// The last refresh that failed, and its error, for the threads that waited for it.
    failure: Option<(u64, Error)>,
    refusals: Refusals,
    failures: Failures,
}

/// How a thread gets a new token.
#[derive(Clone, Copy, Debug)]
struct Refresh {
    number: u64,
    /// How long to wait for this thread before it counts as lost.
    until: Instant,
}

impl TokenCache {
    pub(crate) fn new(origin: &Origin, key: TokenKey, clock: SharedClock) -> Self {
        let shared = origin.store.clone().map(|store| Place::new(store, key, clock.clone()));
        let waits = Waits::default();
        Self { state: Mutex::default(), changed: Condvar::new(), shared, origin: origin.clone(), waits, clock }
    }

    /// Whether a token comes from `gettoken`, which takes a secret.
    pub(crate) fn asks_wecom(&self) -> bool {
        self.origin.is_wecom()
    }

    /// Returns the token, and fetches it if there is none. Waits at most `time` for a refresh by another thread.
    ///
    /// # Errors
    ///
    /// The error of the fetch by this or another thread, a recent refusal of the credentials, or a timeout.
    pub(crate) fn get(
        &self,
        time: Duration,
        fetch: impl FnOnce() -> Result<AccessToken, Error>,
    ) -> Result<Secret, Error> {
        let deadline = self.clock.now() + time;
        let mut state = self.lock();
        let mut waited_for = None;
        loop {
            let now = self.clock.now();
            if let Some(token) = state.usable(now) {
                return Ok(token);
            }
            if let Some(error) = state.known_failure(waited_for, now) {
                return Err(error.clone());
            }
            let Some(refresh) = state.refresh.filter(|refresh| now < refresh.until) else {
                let time_left = deadline.saturating_duration_since(now);
                if let Some(error) = state.failures.standing(now, time_left) {
                    return Err(error.clone());
                }
                let until_asking = state.failures.wait(now);
                let for_others = self.wait_for_others(time_left);
                let number = state.begin(now + for_others + until_asking + self.waits.for_refresh);
                let pause = state.refusals.next_pause(self.waits.after_refusal);
                let refused = state.refused.clone();
                drop(state);
                let turn = Turn { cache: self, number };
                return turn.take(refused.as_ref(), for_others, time_left, pause, fetch);
            };
            if now >= deadline {
                return Err(Error::token_wait_timed_out());
            }
            waited_for = Some(refresh.number);
            state.waiting += 1;
            state = match self.changed.wait_timeout(state, deadline.min(refresh.until) - now) {
                Ok((state, _)) => state,
                Err(poisoned) => poisoned.into_inner().0,
            };
            state.waiting -= 1;
        }
    }

    /// Forgets a token that WeCom refused; not one that another thread, or process, fetched in the meantime.
    ///
    /// Returns whether another process had saved it; this process then has not asked WeCom for a token yet.
    pub(crate) fn invalidate(&self, refused: &Secret) -> bool {
        let mut state = self.lock();
        let Some(held) = state.held.take_if(|held| held.token.is_same(refused)) else { return false };
        state.refused = Some(refused.clone());
        drop(state);
        if let Some(shared) = &self.shared {
            shared.remove(&self.waits, &held.entry(self.clock.now()));
        }
        held.is_from_store
    }

    /// How long to wait for another process: half of the time that is left is for asking WeCom.
    fn wait_for_others(&self, time_left: Duration) -> Duration {
        match self.shared {
            Some(_) => self.waits.for_refresh.min(time_left / 2),
            None => Duration::ZERO,
        }
    }

    /// A panic elsewhere leaves the state consistent, because every change to it is a plain assignment.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn usable(&self, now: Instant) -> Option<Secret> {
        let held = self.held.as_ref()?;
        let is_last_resort = self.refresh.is_some() || self.refusals.standing(now).is_some();
        let until = if is_last_resort { held.end() } else { held.stale };
        (now < until).then(|| held.token.clone())
    }

    fn known_failure(&self, waited_for: Option<u64>, now: Instant) -> Option<&Error> {
        let failure = self.failure.as_ref().filter(|(number, _)| Some(*number) == waited_for).map(|(_, error)| error);
        failure.or_else(|| self.refusals.standing(now))
    }

    fn begin(&mut self, until: Instant) -> u64 {
        self.refreshes += 1;
        self.refresh = Some(Refresh { number: self.refreshes, until });
        self.refreshes
    }

    /// Ends the refresh, unless another one has replaced it.
    fn end(&mut self, number: u64) {
        self.refresh.take_if(|refresh| refresh.number == number);
    }

    /// Stores the outcome of a refresh; an older token never replaces a newer one.
    fn settle(&mut self, number: u64, outcome: Result<Held, Setback>, now: Instant) -> Result<Secret, Error> {
        match outcome {
            Ok(fetched) => {
                self.refusals.forget();
                self.failures.forget();
                let newer = self.held.take().filter(|held| held.end() > fetched.end());
                Ok(self.held.insert(newer.unwrap_or(fetched)).token.clone())
            }
            Err(Setback { error, pause }) => {
                match pause {
                    Some(pause) => self.refusals.add(&error, pause, now),
                    None => self.failures.add(&error, now),
                }
                // Only for the threads that wait.
                self.failure = (self.waiting > 0).then(|| (number, error.clone()));
                self.usable(now).ok_or(error)
            }
        }
    }
}

/// A thread's turn to refresh. It also ends if the thread panics, so that no thread waits in vain.
struct Turn<'a> {
    cache: &'a TokenCache,
    number: u64,
}

impl Turn<'_> {
    fn take(
        self,
        refused: Option<&Secret>,
        wait: Duration,
        time_left: Duration,
        pause: Duration,
        fetch: impl FnOnce() -> Result<AccessToken, Error>,
    ) -> Result<Secret, Error> {
        let TokenCache { shared, origin, waits, clock, .. } = self.cache;
        let ask = || {
            let until_asking = self.cache.lock().failures.wait(clock.now());
            if !until_asking.is_zero() {
                clock.sleep(until_asking);
            }
            let asked = clock.now();
            self.begins_to_ask(asked + waits.for_refresh);
            let token = ask(origin.source.as_deref(), fetch);
            token.map(|token| Held::new(&token, asked)).map_err(|error| Setback::new(error, pause))
        };
        let outcome = match shared {
            Some(place) => place.refresh(waits, refused, wait, time_left, ask),
            None => ask(),
        };
        let mut state = self.cache.lock();
        state.end(self.number);
        state.settle(self.number, outcome, clock.now())
    }

    /// The wait for other processes is over, and with it the time for it.
    fn begins_to_ask(&self, until: Instant) {
        let mut state = self.cache.lock();
        if let Some(refresh) = state.refresh.as_mut().filter(|refresh| refresh.number == self.number) {
            refresh.until = until;
            self.cache.changed.notify_all();
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.cache.lock().end(self.number);
        self.cache.changed.notify_all();
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").field("origin", &self.origin).finish_non_exhaustive()
    }
}

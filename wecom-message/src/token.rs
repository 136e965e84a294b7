//! The access token: fetched when first needed, kept in memory, fetched once for all threads that wait for it.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::secret::Secret;

/// A token as WeCom hands it out.
#[derive(Debug)]
pub(crate) struct Fetched {
    pub(crate) token: Secret,
    pub(crate) lifetime: Duration,
}

/// One application's token.
///
/// Its three operations are those of a shared store: take a token that is still good, put a new one, discard a
/// certain one.
#[derive(Debug, Default)]
pub(crate) struct TokenCache {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    held: Option<Held>,
    /// Whether some thread is fetching.
    fetching: bool,
    /// How many threads wait for it.
    waiting: usize,
    /// How many fetches have ended.
    fetches: u64,
    /// Why the last fetch failed, for those who waited for it: they do not each try a wrong secret again.
    failure: Option<Error>,
}

#[derive(Debug)]
struct Held {
    token: Secret,
    /// From here on a new one is fetched.
    stale: Instant,
    /// Until here this one serves those who would wait for the new one.
    end: Instant,
}

impl TokenCache {
    /// The token; fetches it where there is none. Waits for a fetch under way, but not beyond the deadline.
    ///
    /// # Errors
    ///
    /// That of the fetch, this thread's own or the one it waited for; or a timeout.
    pub(crate) fn get(
        &self,
        deadline: Instant,
        fetch: impl FnOnce() -> Result<Fetched, Error>,
    ) -> Result<Secret, Error> {
        let mut state = self.lock();
        let mut waited_for = None;
        loop {
            let now = Instant::now();
            if let Some(token) = state.usable(now) {
                return Ok(token);
            }
            if waited_for.is_some_and(|fetch| state.fetches != fetch) {
                if let Some(failure) = &state.failure {
                    return Err(failure.clone());
                }
            }
            if !state.fetching {
                state.fetching = true;
                drop(state);
                return self.fetch(fetch);
            }
            if now >= deadline {
                return Err(Error::token_wait_timed_out());
            }
            waited_for = Some(*waited_for.get_or_insert(state.fetches));
            state.waiting += 1;
            state = match self.changed.wait_timeout(state, deadline - now) {
                Ok((state, _)) => state,
                Err(poisoned) => poisoned.into_inner().0,
            };
            state.waiting -= 1;
        }
    }

    /// Forgets a token that WeCom refused; not one that another thread fetched in the meantime.
    pub(crate) fn invalidate(&self, refused: &Secret) {
        let mut state = self.lock();
        if state.held.as_ref().is_some_and(|held| held.token.is_same(refused)) {
            state.held = None;
        }
    }

    fn fetch(&self, fetch: impl FnOnce() -> Result<Fetched, Error>) -> Result<Secret, Error> {
        let mut ending = Ending { cache: self, failure: None, held: None };
        let asked = Instant::now();
        match fetch() {
            Ok(fetched) => {
                ending.held = Some(Held::new(&fetched, asked));
                Ok(fetched.token)
            }
            Err(error) => {
                ending.failure = Some(error.clone());
                Err(error)
            }
        }
    }

    /// A panic elsewhere leaves the state whole: every change to it is a plain assignment.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn usable(&self, now: Instant) -> Option<Secret> {
        let held = self.held.as_ref()?;
        let until = if self.fetching { held.end } else { held.stale };
        (now < until).then(|| held.token.clone())
    }
}

impl Held {
    /// Counts from before the request, so that the answer's way back does not lengthen the token's life.
    fn new(fetched: &Fetched, asked: Instant) -> Self {
        const MARGIN: Duration = Duration::from_secs(120);
        const DAY: Duration = Duration::from_secs(24 * 60 * 60); // far beyond the usual two hours, far within the clock
        let lifetime = fetched.lifetime.min(DAY);
        let (end, margin) = (asked + lifetime, MARGIN.min(lifetime / 10));
        Self { token: fetched.token.clone(), stale: asked + lifetime.saturating_sub(margin), end }
    }
}

/// Ends a fetch, also one that panicked: nobody waits for what will not come.
struct Ending<'a> {
    cache: &'a TokenCache,
    held: Option<Held>,
    failure: Option<Error>,
}

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        let mut state = self.cache.lock();
        state.fetching = false;
        state.fetches += 1;
        // Kept for those who wait, for nobody else.
        state.failure = self.failure.take().filter(|_| state.waiting > 0);
        if let Some(held) = self.held.take() {
            state.held = Some(held);
        }
        drop(state);
        self.cache.changed.notify_all();
    }
}

#[cfg(test)]
mod tests;

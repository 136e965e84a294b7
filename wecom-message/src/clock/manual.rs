//! A clock for tests: it stands still, and sleeping moves it on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::Clock;

/// Tells the time that tests make; clones are the same clock.
#[derive(Clone, Debug)]
pub struct ManualClock {
    start: (Instant, SystemTime),
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    elapsed: Duration,
    sleeps: Vec<Duration>,
}

impl ManualClock {
    /// A clock that starts at the present.
    pub fn new() -> Self {
        Self { start: (Instant::now(), SystemTime::now()), state: Arc::default() }
    }

    /// Moves it on.
    pub fn advance(&self, time: Duration) {
        self.lock().elapsed += time;
    }

    /// Every sleep so far, in order.
    pub fn sleeps(&self) -> Vec<Duration> {
        self.lock().sleeps.clone()
    }

    /// How far it has moved.
    pub fn elapsed(&self) -> Duration {
        self.lock().elapsed
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Instant {
        self.start.0 + self.elapsed()
    }

    fn wall(&self) -> SystemTime {
        self.start.1 + self.elapsed()
    }

    fn sleep(&self, time: Duration) {
        let mut state = self.lock();
        state.elapsed += time;
        state.sleeps.push(time);
    }
}

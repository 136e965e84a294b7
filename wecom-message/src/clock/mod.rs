//! Time as the crate sees it, so that tests need not wait for it.

#[cfg(any(test, feature = "_manual-clock"))]
pub(crate) mod manual;

use std::fmt::Debug;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// Everything that measures time or waits uses this clock, except the deadlines of sockets, which the system keeps.
pub(crate) trait Clock: Debug + Send + Sync {
    fn now(&self) -> Instant;
    /// The time of day.
    fn wall(&self) -> SystemTime;
    fn sleep(&self, time: Duration);
}

pub(crate) type SharedClock = Arc<dyn Clock>;

#[derive(Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }
}

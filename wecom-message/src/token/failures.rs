//! Failures to get a token that may pass: all threads together ask again only after a pause.

use std::time::{Duration, Instant};

/// Half of the default delay between two attempts of a call, so that a single thread is never slowed down.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// How many requests for a token failed in a row, and when the next one may be made.
#[derive(Debug, Default)]
pub(super) struct Failures {
    in_a_row: u32,
    until: Option<Instant>,
}

impl Failures {
    pub(super) fn add(&mut self, now: Instant) {
        let pause = FIRST_PAUSE.saturating_mul(1 << self.in_a_row.min(10)).min(LONGEST_PAUSE);
        self.in_a_row = self.in_a_row.saturating_add(1);
        self.until = Some(now + pause);
    }

    /// How long to wait before WeCom is asked again.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        self.until.map_or(Duration::ZERO, |until| until.saturating_duration_since(now))
    }

    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

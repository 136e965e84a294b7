//! Temporary failures to get a token: all threads together ask again only after a pause.

use std::time::{Duration, Instant};

use crate::error::Error;

/// Half of the default delay between two attempts of a call, so that a single thread is never slowed down.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// The number of requests for a token that failed in a row, the last error, and the time of the next request.
#[derive(Debug, Default)]
pub(super) struct Failures {
    in_a_row: u32,
    last: Option<(Error, Instant)>,
}

impl Failures {
    pub(super) fn add(&mut self, error: &Error, now: Instant) {
        let pause = FIRST_PAUSE.saturating_mul(1 << self.in_a_row.min(10)).min(LONGEST_PAUSE);
        self.in_a_row = self.in_a_row.saturating_add(1);
        self.last = Some((error.clone(), now + pause));
    }

    /// How long to wait before WeCom is asked again.
    pub(super) fn wait(&self, now: Instant) -> Duration {
        self.last.as_ref().map_or(Duration::ZERO, |(_, until)| until.saturating_duration_since(now))
    }

    /// The last error, if WeCom must not be asked again within this time.
    pub(super) fn standing(&self, now: Instant, time: Duration) -> Option<&Error> {
        self.last.as_ref().filter(|(_, until)| *until > now && *until >= now + time).map(|(error, _)| error)
    }

    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

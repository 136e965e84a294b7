//! How long to wait before the next connection.

use std::time::Duration;

/// The delays between connections that fail: 1 second, doubled up to 60, each shortened by a random part of up to a half, so
/// that programs that lost their connections together do not come back together.
#[derive(Debug, Default)]
pub(super) struct Backoff {
    failures: u32,
}

impl Backoff {
    const FIRST: Duration = Duration::from_secs(1);
    const LONGEST: Duration = Duration::from_secs(60);

    /// The delay after a connection that failed, or was lost.
    pub(super) fn next(&mut self) -> Duration {
        let whole = Self::FIRST.saturating_mul(1 << self.failures.min(6)).min(Self::LONGEST);
        self.failures += 1;
        whole.mul_f64(0.5 + fastrand::f64() / 2.0)
    }

    /// A connection subscribed. One that only opens does not count: it could fail the same way at once.
    pub(super) fn reset(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delays_grow_to_a_minute_and_start_again_after_success() {
        let mut backoff = Backoff::default();
        for whole in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            let (delay, whole) = (backoff.next(), Duration::from_secs(whole));
            assert!(delay >= whole / 2 && delay <= whole, "{delay:?} of {whole:?}");
        }
        backoff.reset();
        assert!(backoff.next() <= Duration::from_secs(1));
    }
}

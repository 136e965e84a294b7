//! A token in memory, and when it ends.

use std::time::{Duration, Instant};

use super::access_token::AccessToken;
use super::entry::Entry;
use crate::secret::Secret;

/// How long before its end the next token is fetched.
const MARGIN: Duration = Duration::from_secs(120);

/// Far beyond the usual two hours, far within the clock.
pub(super) const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

#[derive(Debug)]
pub(super) struct Held {
    pub(super) token: Secret,
    /// From here on a new one is fetched.
    pub(super) stale: Instant,
    /// From there on, for so long, this one serves those who would wait for the new one.
    pub(super) margin: Duration,
}

impl Held {
    /// Counts from before the request, so that the answer's way back does not lengthen the token's life.
    pub(super) fn new(fetched: &AccessToken, asked: Instant) -> Self {
        let (fresh, margin) = divided(fetched.lifetime);
        Self { token: fetched.token.clone(), stale: asked + fresh, margin }
    }

    /// One from a store.
    pub(super) fn stored(token: Secret, margin: Duration, fresh: Duration, now: Instant) -> Self {
        Self { token, stale: now + fresh, margin: margin.min(MARGIN) }
    }

    pub(super) fn end(&self) -> Instant {
        self.stale + self.margin
    }

    /// For a store, which keeps it until it is stale.
    pub(super) fn entry(&self, now: Instant) -> Entry {
        Entry::token(&self.token, self.margin, self.stale.saturating_duration_since(now))
    }
}

/// How long a token of this lifetime is used without thinking of the next one, and the margin after that. Whole
/// milliseconds, as stores have them.
pub(super) fn divided(lifetime: Duration) -> (Duration, Duration) {
    let lifetime = lifetime.min(LONGEST);
    let margin = MARGIN.min(lifetime / 10);
    let margin = margin.saturating_sub(Duration::from_nanos((margin.subsec_nanos() % 1_000_000).into()));
    (lifetime.saturating_sub(margin), margin)
}

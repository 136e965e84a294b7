//! A token in memory, and when it ends.

use std::time::{Duration, Instant};

use super::access_token::AccessToken;
use super::entry::Entry;
use super::lifetime::{MARGIN, divided};
use crate::http::secret::Secret;

#[derive(Debug)]
pub(super) struct Held {
    pub(super) token: Secret,
    /// From here on a new one is fetched.
    pub(super) stale: Instant,
    /// From there on, for so long, this one serves those who would wait for the new one.
    pub(super) margin: Duration,
    /// Another process saved it.
    pub(super) is_from_store: bool,
}

impl Held {
    /// Counts from before the request, so that the answer's way back does not lengthen the token's life.
    pub(super) fn new(fetched: &AccessToken, asked: Instant) -> Self {
        let (fresh, margin) = divided(fetched.lifetime);
        Self { token: fetched.token.clone(), stale: asked + fresh, margin, is_from_store: false }
    }

    /// One from a store.
    pub(super) fn stored(token: Secret, margin: Duration, fresh: Duration, now: Instant) -> Self {
        Self { token, stale: now + fresh, margin: margin.min(MARGIN), is_from_store: true }
    }

    pub(super) fn end(&self) -> Instant {
        self.stale + self.margin
    }

    /// For a store, which keeps it until it is stale.
    pub(super) fn entry(&self, now: Instant) -> Entry {
        Entry::token(&self.token, self.margin, self.stale.saturating_duration_since(now))
    }
}

//! A token in memory, and when it ends.

use std::time::{Duration, Instant};

use super::access_token::AccessToken;
use super::entry::Entry;
use super::lifetime::{MARGIN, divided};
use crate::http::secret::Secret;

#[derive(Debug)]
pub(super) struct Held {
    pub(super) token: Secret,
    /// When to fetch a new token.
    pub(super) stale: Instant,
    /// For how long after that this token is used while the new one is fetched.
    pub(super) margin: Duration,
    /// Another process saved it.
    pub(super) is_from_store: bool,
}

impl Held {
    /// Counts from before the request, so that the time of the answer does not lengthen the token's lifetime.
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

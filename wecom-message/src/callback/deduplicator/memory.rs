//! What one process has seen.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use super::super::dedupe_key::DedupeKey;

/// Keys until they end, no more than the capacity.
pub(super) struct Memory {
    ends: HashMap<DedupeKey, Instant>,
    /// In the order in which they came.
    order: VecDeque<DedupeKey>,
    capacity: usize,
}

impl Memory {
    pub(super) fn new(capacity: usize) -> Self {
        Self { ends: HashMap::new(), order: VecDeque::new(), capacity: capacity.max(1) }
    }

    /// Whether the key was not there, and is now.
    pub(super) fn insert(&mut self, key: &DedupeKey, now: Instant, keep: Duration) -> bool {
        self.drop_ended(now);
        if self.ends.contains_key(key) {
            return false;
        }
        if self.order.len() == self.capacity
            && let Some(oldest) = self.order.pop_front()
        {
            self.ends.remove(&oldest);
        }
        // One that would end after all time is kept until its place is needed.
        let end = now.checked_add(keep).unwrap_or_else(|| now + FAR);
        self.ends.insert(key.clone(), end);
        self.order.push_back(key.clone());
        true
    }

    pub(super) fn remove(&mut self, key: &DedupeKey) {
        if self.ends.remove(key).is_some() {
            self.order.retain(|kept| kept != key);
        }
    }

    /// All are kept for the same time, so the oldest end first.
    fn drop_ended(&mut self, now: Instant) {
        while let Some(oldest) = self.order.front()
            && self.ends.get(oldest).is_none_or(|end| *end <= now)
        {
            self.ends.remove(oldest);
            self.order.pop_front();
        }
    }
}

const FAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

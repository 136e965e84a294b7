//! Seen callbacks in Redis, for several machines.

use std::time::Duration;

use redis::cmd;

use super::super::dedupe_key::DedupeKey;
use super::store::SeenStore;
use crate::store::error::StoreError;
use crate::store::redis::{RedisStore, at_least_one};

/// A callback is at `wecom:callback:` and its [`DedupeKey`], and ends by Redis' own clock. Commands: `SET`, `DEL`.
impl SeenStore for RedisStore {
    fn insert(&self, key: &DedupeKey, keep: Duration) -> Result<bool, StoreError> {
        let mut set = cmd("SET");
        set.arg(place(key)).arg(1).arg("NX").arg("PX").arg(at_least_one(keep));
        let is_new: Option<String> = self.server().ask("remembering a callback in", &set)?;
        Ok(is_new.is_some())
    }

    fn remove(&self, key: &DedupeKey) -> Result<(), StoreError> {
        let mut remove = cmd("DEL");
        remove.arg(place(key));
        self.server().ask("forgetting a callback in", &remove)
    }
}

fn place(key: &DedupeKey) -> String {
    format!("wecom:callback:{key}")
}

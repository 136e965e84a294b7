//! Tokens in Redis, for several machines.

use std::sync::Arc;
use std::time::Duration;

use redis::{Cmd, cmd};

use super::entry::Entry;
use super::key::TokenKey;
use super::store::{TokenLock, TokenStore};
use crate::store::error::StoreError;
use crate::store::redis::{RedisStore, Server, at_least_one, script, unique_name};

/// Reads the text and the remaining milliseconds in one step. Returns only the beginning of a value that is too long for an entry.
const LOAD: &str = "return {redis.call('GETRANGE', KEYS[1], 0, 65535), redis.call('PTTL', KEYS[1])}";

/// Does not replace an entry that ends later.
const SAVE: &str = "if redis.call('PTTL', KEYS[1]) > tonumber(ARGV[2]) then return 0 end \
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1";

/// Removes only the value that the caller expects; for entries and locks.
const REMOVE: &str =
    "if redis.call('GETRANGE', KEYS[1], 0, 65535) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

impl TokenStore for RedisStore {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        let load = on_place(LOAD, key);
        let (text, milliseconds): (Option<String>, i64) = self.server().ask("loading a token from", &load)?;
        let left = u64::try_from(milliseconds).unwrap_or(0); // negative where there is no end, or no entry
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        let entry = Entry::from_text(text.as_str(), Duration::from_millis(left));
        if entry.is_none() {
            log::warn!(target: "wecom_message", "{} in Redis is not an entry of a token; it is removed", place(key));
            let mut remove = on_place(REMOVE, key);
            remove.arg(text);
            self.server().ask::<()>("removing what is no token from", &remove)?;
        }
        Ok(entry)
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let mut save = on_place(SAVE, key);
        save.arg(entry.text()).arg(at_least_one(entry.lifetime()));
        self.server().ask("saving a token in", &save)
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let mut remove = on_place(REMOVE, key);
        remove.arg(entry.text());
        self.server().ask("removing a token from", &remove)
    }

    fn try_lock(&self, key: &TokenKey, lease: Duration) -> Result<Option<TokenLock>, StoreError> {
        let held =
            Held { server: Arc::clone(self.server()), key: format!("{}:lock", place(key)), owner: unique_name() };
        let mut lock = cmd("SET");
        lock.arg(&held.key).arg(&held.owner).arg("NX").arg("PX").arg(at_least_one(lease));
        let is_taken: Option<String> = self.server().ask("locking a token in", &lock)?;
        Ok(is_taken.map(|_| TokenLock::new(held)))
    }
}

/// A lock, from the moment it was taken.
struct Held {
    server: Arc<Server>,
    key: String,
    owner: String,
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut release = on(REMOVE, &self.key);
        release.arg(&self.owner);
        if let Err(error) = self.server.ask::<()>("unlocking a token in", &release) {
            log::debug!(target: "wecom_message", "{error}; its lease ends by itself");
        }
    }
}

fn on(text: &str, key: &str) -> Cmd {
    script(text, std::iter::once(key))
}

fn on_place(text: &str, key: &TokenKey) -> Cmd {
    on(text, &place(key))
}

fn place(key: &TokenKey) -> String {
    format!("wecom:token:{key}")
}

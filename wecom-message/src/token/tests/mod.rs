//! Tokens in one process and, with stores under the test's control, in several.

mod cache;
mod entry;
mod failures;
mod memory;
mod refusal;
mod shared;
mod store;

use std::sync::Arc;
use std::time::Duration;

use self::memory::MemoryStore;
use super::cache::TokenCache;
use super::origin::Origin;
use super::{AccessToken, TokenKey, TokenStore};
use crate::clock::{SharedClock, SystemClock};
use crate::error::Error;

/// Time enough.
fn soon() -> Duration {
    Duration::from_secs(20)
}

/// The token cache of a process without a store.
fn alone() -> TokenCache {
    TokenCache::new(&Origin::default(), key("secret"), Arc::new(SystemClock))
}

fn token(token: &str) -> AccessToken {
    AccessToken::new(token, Duration::from_secs(7200))
}

#[allow(clippy::unnecessary_wraps, reason = "it stands for a fetch")]
fn fetched(text: &str) -> Result<AccessToken, Error> {
    Ok(token(text))
}

fn unexpected() -> Result<AccessToken, Error> {
    panic!("nobody should fetch")
}

fn key(secret: &str) -> TokenKey {
    TokenKey::new("https://qyapi.weixin.qq.com", "corp", &secret.into())
}

/// The token cache of a process with a store.
fn process(store: impl TokenStore + 'static, secret: &str) -> TokenCache {
    process_by(Arc::new(SystemClock), store, secret)
}

fn process_by(clock: SharedClock, store: impl TokenStore + 'static, secret: &str) -> TokenCache {
    let origin = Origin { store: Some(Arc::new(store)), source: None };
    TokenCache::new(&origin, key(secret), clock)
}

fn text(secret: &crate::Secret) -> &str {
    secret.expose()
}

/// Two processes that have the same store.
fn two_processes() -> (MemoryStore, TokenCache, TokenCache) {
    let store = MemoryStore::new();
    let process = || process_by(Arc::new(store.clock().clone()), store.clone(), "secret");
    (store.clone(), process(), process())
}

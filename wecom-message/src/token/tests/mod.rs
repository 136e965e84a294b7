//! Tokens in one process and, with stores that do as they are told, in several.

mod cache;
mod entry;
mod refusal;
mod shared;
mod store;

use std::time::{Duration, Instant};

use super::cache::TokenCache;
use super::origin::Origin;
use super::{AccessToken, MemoryStore, TokenKey, TokenStore};
use crate::error::Error;

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
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

/// What one process has of an application whose token is in a store.
fn process(store: impl TokenStore + 'static, secret: &str) -> TokenCache {
    let origin = Origin { store: Some(std::sync::Arc::new(store)), source: None };
    TokenCache::new(&origin, key(secret))
}

fn text(secret: &crate::Secret) -> &str {
    secret.expose()
}

/// Two processes that have the same store.
fn two_processes() -> (MemoryStore, TokenCache, TokenCache) {
    let store = MemoryStore::new();
    (store.clone(), process(store.clone(), "secret"), process(store, "secret"))
}

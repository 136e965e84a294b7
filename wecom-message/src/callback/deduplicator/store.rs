//! What a store of seen callbacks can do.

use std::sync::Arc;
use std::time::Duration;

use super::super::dedupe_key::DedupeKey;
use crate::store::error::StoreError;

/// Remembers callbacks for several processes. `token::RedisStore` is one, with the cargo feature `redis`.
///
/// Its methods are called while WeCom waits for an answer: they must come back within a second or so, with an error rather than
/// late.
pub trait SeenStore: Send + Sync {
    /// Remembers the key for this time. Whether it was not there before; looking and remembering are one step.
    ///
    /// # Errors
    ///
    /// When the store cannot be asked.
    fn insert(&self, key: &DedupeKey, keep: Duration) -> Result<bool, StoreError>;

    /// Forgets the key.
    ///
    /// # Errors
    ///
    /// When the store cannot be asked.
    fn remove(&self, key: &DedupeKey) -> Result<(), StoreError>;
}

impl<S: SeenStore + ?Sized> SeenStore for Arc<S> {
    fn insert(&self, key: &DedupeKey, keep: Duration) -> Result<bool, StoreError> {
        (**self).insert(key, keep)
    }

    fn remove(&self, key: &DedupeKey) -> Result<(), StoreError> {
        (**self).remove(key)
    }
}

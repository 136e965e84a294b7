//! The interface of token stores.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::entry::Entry;
use super::key::TokenKey;
use crate::store::error::StoreError;

/// Keeps tokens for several processes, or for several clients of one process.
///
/// A store knows nothing of WeCom: it keeps a text for a time, and gives out locks. The client decides when to look, lock and
/// fetch. It calls the methods when it needs a new token, usually every two hours, each on its own thread. Limit every wait
/// on a network to about a second: the client waits for a call at most a quarter of the request's time. A store that fails or
/// takes longer causes a warning in the log, but never prevents a message.
///
/// The lock only saves requests to WeCom. Nothing breaks if two processes hold it, so a store that cannot lock can always
/// return a lock. [`remove`](Self::remove) and [`save`](Self::save) may also be called without the lock.
///
/// ```
/// use std::collections::HashMap;
/// use std::sync::Mutex;
/// use std::time::{Duration, Instant};
///
/// use wecom_message::token::{Entry, StoreError, TokenKey, TokenLock, TokenStore};
///
/// /// In memory, for one process, without locks.
/// #[derive(Default)]
/// struct Simple(Mutex<HashMap<TokenKey, (String, Instant)>>);
///
/// impl TokenStore for Simple {
///     fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
///         let kept = self.0.lock().unwrap();
///         let left = |end: &Instant| end.saturating_duration_since(Instant::now());
///         Ok(kept.get(key).and_then(|(text, end)| Entry::from_text(text, left(end))))
///     }
///
///     fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
///         let mut kept = self.0.lock().unwrap();
///         let end = Instant::now() + entry.lifetime();
///         if kept.get(key).is_none_or(|(_, kept)| *kept <= end) {
///             kept.insert(key.clone(), (entry.text().to_owned(), end));
///         }
///         Ok(())
///     }
///
///     fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
///         let mut kept = self.0.lock().unwrap();
///         if kept.get(key).is_some_and(|(text, _)| text == entry.text()) {
///             kept.remove(key);
///         }
///         Ok(())
///     }
///
///     fn try_lock(&self, _: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
///         Ok(Some(TokenLock::new(())))
///     }
/// }
/// ```
pub trait TokenStore: Send + Sync {
    /// The entry under the key; `None` if there is none, or if it has expired or is not valid.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be reached.
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError>;

    /// Keeps the entry for its [`lifetime`](Entry::lifetime), unless the existing entry ends later: an older token must not
    /// replace a newer one. Comparing and writing must be one step.
    ///
    /// # Errors
    ///
    /// Fails if the entry cannot be kept.
    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError>;

    /// Removes the entry under the key if it has the same [`text`](Entry::text). Comparing and removing must be one step.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be reached.
    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError>;

    /// Takes the lock of this key without waiting; `None` if it is taken.
    ///
    /// It is released when the [`TokenLock`] is dropped, and when its process dies: at once if the system does that, otherwise
    /// after `lease`, the longest time that its holder can need it.
    ///
    /// # Errors
    ///
    /// Fails if the store cannot be reached.
    fn try_lock(&self, key: &TokenKey, lease: Duration) -> Result<Option<TokenLock>, StoreError>;
}

impl<S: TokenStore + ?Sized> TokenStore for Arc<S> {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        (**self).load(key)
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        (**self).save(key, entry)
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        (**self).remove(key, entry)
    }

    fn try_lock(&self, key: &TokenKey, lease: Duration) -> Result<Option<TokenLock>, StoreError> {
        (**self).try_lock(key, lease)
    }
}

/// A lock that is held; dropping it releases it.
#[must_use = "dropping it releases the lock"]
pub struct TokenLock {
    _held: Box<dyn Send>,
}

impl TokenLock {
    /// A lock that is released by dropping `held`: a guard of the store's own, or an open file.
    pub fn new(held: impl Send + 'static) -> Self {
        Self { _held: Box::new(held) }
    }
}

impl fmt::Debug for TokenLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenLock").finish_non_exhaustive()
    }
}

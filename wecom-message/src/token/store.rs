//! What a store of tokens can do.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::entry::Entry;
use super::key::TokenKey;
use crate::store::error::StoreError;

/// Keeps tokens for several processes, or several clients of one.
///
/// A store knows nothing of WeCom: it keeps a text for a time, and gives out locks. When to look, lock and fetch is decided in
/// front of it. Its methods are called when a client needs a new token, mostly every two hours, each on a thread
/// of its own. Bound every wait on a network to a second or so: a call is waited for within a quarter of the request's time, and a
/// store that fails or takes longer costs a warning in the log, never a message.
///
/// The lock only saves requests to WeCom: nothing breaks where two processes hold it, and a store that cannot lock may
/// always give one. Nobody relies on [`remove`](Self::remove) and [`save`](Self::save) being done by the lock's holder.
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
    /// What is kept under the key; `None` where there is nothing, it is over, or it is not an entry.
    ///
    /// # Errors
    ///
    /// Where the store cannot be asked.
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError>;

    /// Keeps the entry for its [`lifetime`](Entry::lifetime), unless the one that is there ends later: an older token never
    /// takes a newer one's place. Comparing and writing are one step.
    ///
    /// # Errors
    ///
    /// Where it cannot be kept.
    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError>;

    /// Removes what is kept if it is this entry, that is, has its [`text`](Entry::text); anything else stays. Comparing and
    /// removing are one step.
    ///
    /// # Errors
    ///
    /// Where the store cannot be asked.
    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError>;

    /// Takes the lock of this key, without waiting for it; `None` where somebody else has it.
    ///
    /// It is released when the [`TokenLock`] is dropped, and by itself when its process dies: at once where the system
    /// sees to that, otherwise after `lease`, the longest time that its holder can need it.
    ///
    /// # Errors
    ///
    /// Where the store cannot be asked.
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

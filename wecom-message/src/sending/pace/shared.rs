//! Counting the messages of a fleet.

use std::collections::BTreeSet;
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::memory::Memory;
use super::rate::Window;
use super::{Admitted, Blocked, Counts, Pacing, redis};
use crate::http::fingerprint::fingerprint;
use crate::sending::record;
use crate::store::bounded::Bounded;
use crate::store::error::StoreError;
use crate::store::redis::RedisStore;

/// A message that is answered within this time counts from when it was admitted, and windows are longer by as much: it takes one
/// request to Redis. One that takes longer is counted again, from its answer, with a second request.
const LATE: Duration = Duration::from_secs(1);

/// What Redis may take for one message; less where the call has less than four times that.
const FOR_STORE: Duration = Duration::from_secs(1);

/// After trouble with Redis, until it is asked again.
const AFTER_TROUBLE: Duration = Duration::from_secs(10);

/// More than any program sends at once; beyond it, Redis hangs.
const MOST_CALLS: usize = 1024;

/// [`Pacing`] that counts in Redis or Valkey, for all programs that send as the same application or through the same
/// webhook. Needs the cargo feature `redis`.
///
/// A message costs one request to Redis, whatever the number of its recipients. Windows are a second longer than those of WeCom,
/// which allows for the time that a message is under way. The clocks of the machines do not matter: Redis' own counts.
///
/// While Redis cannot be asked, each program counts for itself, with a warning in the log: messages go out, and together the programs
/// may exceed a limit. With [`refuse_when_down`](Self::refuse_when_down) they do not, and messages fail. Either way a message waits
/// at most a second for Redis, and after trouble Redis is left alone for ten seconds.
///
/// ```
/// use wecom_message::token::RedisStore;
/// use wecom_message::{Client, Pacing, SharedPacing};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let redis = RedisStore::new("redis://redis.example.com:6379/0")?;
/// let client = Client::builder("corp id", "secret", 1000002)
///     .token_store(redis.clone())
///     .shared_pacing(SharedPacing::new(Pacing::Wait, redis))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct SharedPacing {
    pub(super) pacing: Pacing,
    store: RedisStore,
    is_refusing_when_down: bool,
}

impl SharedPacing {
    /// Pacing that counts in this store.
    pub fn new(pacing: Pacing, store: RedisStore) -> Self {
        Self { pacing, store, is_refusing_when_down: false }
    }

    /// Sends nothing while Redis cannot be asked: calls fail with [`is_paced`](crate::Error::is_paced), or wait for Redis
    /// with [`Pacing::Wait`].
    #[must_use]
    pub fn refuse_when_down(self) -> Self {
        Self { is_refusing_when_down: true, ..self }
    }
}

/// The counts of a sender in Redis, and those of this process beside them.
pub(super) struct Fleet {
    store: Bounded<RedisStore>,
    /// `wecom:pace:`, a digest of the sender, `:`.
    place: String,
    windows: &'static [Window],
    memory: Memory,
    is_refusing_when_down: bool,
    trouble: Mutex<Option<Trouble>>,
}

#[derive(Clone)]
struct Trouble {
    error: Arc<StoreError>,
    until: Instant,
}

impl Fleet {
    pub(super) fn new(shared: &SharedPacing, windows: &'static [Window], sender: &[&str]) -> Self {
        Self {
            store: Bounded::new(Arc::new(shared.store.clone()), MOST_CALLS),
            place: format!("wecom:pace:{}:", fingerprint(sender)),
            windows,
            memory: Memory::new(windows),
            is_refusing_when_down: shared.is_refusing_when_down,
            trouble: Mutex::default(),
        }
    }

    fn keys(&self, whom: &BTreeSet<String>) -> Vec<String> {
        whom.iter().map(|whom| format!("{}{whom}", self.place)).collect()
    }

    /// Asks Redis, unless there was trouble a moment ago.
    fn ask<T: Send + 'static>(
        &self,
        now: Instant,
        time: Duration,
        ask: impl FnOnce(&RedisStore) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Trouble> {
        if let Some(trouble) = self.trouble().as_ref().filter(|trouble| now < trouble.until) {
            return Err(trouble.clone());
        }
        self.store.call(time.min(FOR_STORE), ask).map_err(|error| {
            record::pace_store_failed(&error.with_causes(), AFTER_TROUBLE);
            let trouble = Trouble { error: Arc::new(error), until: now + AFTER_TROUBLE };
            *self.trouble() = Some(trouble.clone());
            trouble
        })
    }

    fn trouble(&self) -> MutexGuard<'_, Option<Trouble>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts for Fleet {
    fn admit(&self, whom: BTreeSet<String>, now: Instant, time: Duration) -> Result<Admitted, Blocked> {
        if whom.is_empty() {
            return Ok(Admitted { whom, at: now, id: None });
        }
        let (keys, id, windows) = (self.keys(&whom), new_id(), self.windows);
        let name = id.clone();
        match self.ask(now, time / 4, move |store| redis::admit(store, &keys, &name, windows, LATE)) {
            Ok(None) => {
                // For the time when Redis cannot be asked.
                self.memory.add(&whom, now);
                Ok(Admitted { whom, at: now, id: Some(id) })
            }
            Ok(Some((window, wait))) => Err(Blocked::Full { window, wait }),
            Err(trouble) if self.is_refusing_when_down => {
                Err(Blocked::Uncounted { wait: trouble.until.saturating_duration_since(now), error: trouble.error })
            }
            Err(_) => self.memory.admit(whom, now, time),
        }
    }

    fn settle(&self, admitted: &Admitted, now: Instant, was_sent: bool) {
        self.memory.settle(admitted, now, was_sent);
        let Some(id) = admitted.id.clone() else { return };
        let keys = self.keys(&admitted.whom);
        if !was_sent {
            let _ = self.ask(now, FOR_STORE, move |store| redis::forget(store, &keys, &id));
        } else if now.saturating_duration_since(admitted.at) > LATE {
            let keep = LATE + self.windows.iter().map(|window| window.time).max().unwrap_or_default();
            let _ = self.ask(now, FOR_STORE, move |store| redis::count_again(store, &keys, &id, keep));
        }
    }
}

/// Differs between processes, threads and calls.
fn new_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{count}-{:016x}", process::id(), fastrand::u64(..))
}

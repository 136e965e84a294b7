//! Counting the messages of a fleet.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::memory::Memory;
use super::rate::{Counted, Rate, Window};
use super::redis::{Day, Full, Keys};
use super::{Admitted, Blocked, Counts, Pacing, redis};
use crate::http::fingerprint::fingerprint;
use crate::sending::record;
use crate::store::bounded::Bounded;
use crate::store::error::StoreError;
use crate::store::redis::{RedisStore, unique_name};
use crate::store::turns::Turns;

/// A message that is answered within this time counts from its admission, and windows are longer by this time: that takes one
/// request to Redis. A message that takes longer is counted again, from its answer, with a second request.
const LATE: Duration = Duration::from_secs(1);

/// How long Redis can take for one message; less if the call has less than four times that.
const FOR_STORE: Duration = Duration::from_secs(1);

/// How long a message that was sent can wait to be counted again, or one that was not to be forgotten.
const FOR_SETTLING: Duration = Duration::from_secs(10);

/// How long Redis is not asked after a failure.
const AFTER_TROUBLE: Duration = Duration::from_secs(10);

/// More calls than any program makes at once; more mean that Redis hangs.
const MOST_CALLS: usize = 1024;

/// [`Pacing`] that counts in Redis or Valkey, for all programs that send as the same application or through the same
/// webhook. Needs the cargo feature `redis`.
///
/// A message takes one request to Redis, regardless of the number of recipients. The windows are a second longer than WeCom's, to
/// allow for the time that a message takes to arrive. Only Redis' own clock matters, not the clocks of the machines.
///
/// While Redis is down, each program counts its own messages and logs a warning. Messages are sent, and together the programs can
/// exceed a limit. With [`refuse_when_down`](Self::refuse_when_down), messages fail instead. In both cases a message waits at
/// most a second for Redis, and Redis is not asked for ten seconds after a failure.
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
    accounts: Option<u32>,
}

impl SharedPacing {
    /// Pacing that counts in this store.
    pub fn new(pacing: Pacing, store: RedisStore) -> Self {
        Self { pacing, store, is_refusing_when_down: false, accounts: None }
    }

    /// Sends nothing while Redis is down: calls fail with [`is_paced`](crate::Error::is_paced), or wait for Redis
    /// with [`Pacing::Wait`].
    #[must_use]
    pub fn refuse_when_down(self) -> Self {
        Self { is_refusing_when_down: true, ..self }
    }

    /// Keeps to the daily quota of an application as well: 200 recipients for each account that the corporation may have
    /// (帐号上限). A message to 1000 members counts as 1000.
    ///
    /// It counts members whose user ids are given, in Redis only, and by the calendar day in China. A message beyond the quota
    /// fails like one beyond a rate; [`retry_after`](crate::Error::retry_after) is the time until midnight.
    /// [Official page](https://developer.work.weixin.qq.com/document/path/90312)
    #[must_use]
    pub fn accounts(self, accounts: u32) -> Self {
        Self { accounts: Some(accounts), ..self }
    }
}

/// The counts of a sender in Redis, and those of this process.
pub(super) struct Fleet {
    store: Bounded<RedisStore>,
    /// `wecom:pace:`, a digest of the sender, `:`, for chats `chat:`.
    place: String,
    day: Option<Day>,
    windows: &'static [Window],
    memory: Memory,
    is_refusing_when_down: bool,
    trouble: Mutex<Option<Trouble>>,
    /// A program asks Redis for one message at a time. A crowd of threads would wait in Redis instead, where those that wait
    /// too long cannot be told from a Redis that hangs.
    turns: Turns,
}

#[derive(Clone)]
struct Trouble {
    error: Arc<StoreError>,
    until: Instant,
}

impl Fleet {
    pub(super) fn new(shared: &SharedPacing, rate: &'static Rate, sender: &[&str]) -> Self {
        const RECIPIENTS_PER_ACCOUNT: u64 = 200;
        let (windows, sender) = (rate.windows, fingerprint(sender));
        let accounts = shared.accounts.filter(|_| rate.of == Counted::Members);
        let day = accounts.map(|accounts| Day {
            key: format!("wecom:pace:day:{sender}"),
            quota: RECIPIENTS_PER_ACCOUNT * u64::from(accounts),
        });
        // User ids have no colons.
        let of = if rate.of == Counted::Chats { "chat:" } else { "" };
        Self {
            store: Bounded::new(Arc::new(shared.store.clone()), MOST_CALLS),
            place: format!("wecom:pace:{sender}:{of}"),
            day,
            windows,
            memory: Memory::new(windows),
            is_refusing_when_down: shared.is_refusing_when_down,
            trouble: Mutex::default(),
            turns: Turns::default(),
        }
    }

    fn keys(&self, whom: &BTreeSet<String>) -> Keys {
        Keys { whom: whom.iter().map(|whom| format!("{}{whom}", self.place)).collect(), day: self.day.clone() }
    }

    /// Asks Redis when it is this thread's turn, unless it failed recently.
    fn ask<T: Send + 'static>(
        &self,
        now: Instant,
        time: Duration,
        ask: impl FnOnce(&RedisStore) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Trouble> {
        let turn = self.turns.take(time);
        if turn.is_none() {
            let error = StoreError::from("other messages are still being counted in Redis");
            return Err(Trouble { error: Arc::new(error), until: now + FOR_STORE });
        }
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
        let (keys, id, windows) = (self.keys(&whom), unique_name(), self.windows);
        let name = id.clone();
        match self.ask(now, time / 4, move |store| redis::admit(store, &keys, &name, windows, LATE)) {
            Ok(None) => {
                // For the time when Redis cannot be asked.
                self.memory.add(&whom, now);
                Ok(Admitted { whom, at: now, id: Some(id) })
            }
            Ok(Some(Full::Window(window, wait))) => Err(Blocked::Full { window, wait }),
            Ok(Some(Full::Quota(wait))) => {
                Err(Blocked::Quota { recipients: self.day.as_ref().map_or(0, |day| day.quota), wait })
            }
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
            let _ = self.ask(now, FOR_SETTLING, move |store| redis::forget(store, &keys, &id));
        } else if now.saturating_duration_since(admitted.at) > LATE {
            let keep = LATE + self.windows.iter().map(|window| window.time).max().unwrap_or_default();
            let _ = self.ask(now, FOR_SETTLING, move |store| redis::count_again(store, &keys.whom, &id, keep));
        }
    }
}

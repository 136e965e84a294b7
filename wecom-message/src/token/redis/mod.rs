//! Tokens in Redis, for several machines.

mod connection;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use redis::{Cmd, IntoConnectionInfo, cmd};

pub(crate) use self::connection::Server;
use super::entry::{Entry, whole_milliseconds};
use super::key::TokenKey;
use super::store::{StoreError, TokenLock, TokenStore};

/// Keeps tokens in Redis, or Valkey, for any number of machines. Needs the cargo feature `redis`.
///
/// A token is at `wecom:token:` and its [`TokenKey`], and ends by Redis' own clock: those of the machines do not matter.
/// While it is fetched there is a `…:lock` beside it, which names its owner and ends by itself when that dies. Commands: `SET`,
/// and `EVAL` with `GET`, `SET`, `PTTL`, `DEL`.
///
/// A connection is opened when it is first needed; opening it, logging in and each answer may take a second. The lookup of the host's name
/// is bounded by the system's resolver. Clones share the connection.
///
/// For `rediss://` URLs give the crate `redis` one of its TLS features in the application's own `Cargo.toml`:
/// `redis = { version = "1", features = ["tls-native-tls"] }`, or `tls-rustls`; where certificates need more than
/// that, [`from_client`](Self::from_client) takes a client with them.
///
/// ```
/// use wecom_message::Client;
/// use wecom_message::token::RedisStore;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let store = RedisStore::new("redis://:password@redis.example.com:6379/0")?;
/// let client = Client::builder("corp id", "secret", 1000002).token_store(store).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct RedisStore {
    server: Arc<Server>,
}

/// Text and remaining milliseconds, taken at one moment. Of a value that is too long for an entry, only the beginning.
const LOAD: &str = "return {redis.call('GETRANGE', KEYS[1], 0, 65535), redis.call('PTTL', KEYS[1])}";

/// Not over one that ends later.
const SAVE: &str = "if redis.call('PTTL', KEYS[1]) > tonumber(ARGV[2]) then return 0 end \
                    redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) return 1";

/// Only what the caller knows to be there; for entries as for locks.
const REMOVE: &str =
    "if redis.call('GETRANGE', KEYS[1], 0, 65535) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

impl RedisStore {
    /// A store at `redis://[user][:password@]host[:port][/database]`. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Where that is not a URL for Redis, or it wants TLS without the feature for it. The error does not show the URL.
    pub fn new(url: &str) -> Result<Self, StoreError> {
        let open = || {
            let info = url.into_connection_info()?;
            // Each command of the greeting would be waited for by itself, where the server is slow.
            let greeting = info.redis_settings().clone().set_skip_set_lib_name();
            redis::Client::open(info.set_redis_settings(greeting))
        };
        let client = open().map_err(|error| {
            // A detail may be any part of the URL, such as a password in the wrong place.
            let reason = if error.detail().is_none() { error.to_string() } else { error.category().to_owned() };
            StoreError::new("the URL of Redis is not usable", reason)
        })?;
        Ok(Self::from_client(client))
    }

    /// A store behind a client of the crate `redis`, version 1, that was set up elsewhere.
    pub fn from_client(client: redis::Client) -> Self {
        Self { server: Arc::new(Server::new(client)) }
    }

    /// For what is kept beside tokens.
    #[cfg(feature = "callback")]
    pub(crate) fn server(&self) -> &Server {
        &self.server
    }
}

impl TokenStore for RedisStore {
    fn load(&self, key: &TokenKey) -> Result<Option<Entry>, StoreError> {
        let load = script(LOAD, &place(key));
        let (text, milliseconds): (Option<String>, i64) = self.server.ask("loading a token from", &load)?;
        let left = u64::try_from(milliseconds).unwrap_or(0); // negative where there is no end, or no entry
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        let entry = Entry::from_text(text.as_str(), Duration::from_millis(left));
        if entry.is_none() {
            log::warn!(target: "wecom_message", "{} in Redis is not an entry of a token; it is removed", place(key));
            let mut remove = script(REMOVE, &place(key));
            remove.arg(text);
            self.server.ask::<()>("removing what is no token from", &remove)?;
        }
        Ok(entry)
    }

    fn save(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let mut save = script(SAVE, &place(key));
        save.arg(entry.text()).arg(at_least_one(entry.lifetime()));
        self.server.ask("saving a token in", &save)
    }

    fn remove(&self, key: &TokenKey, entry: &Entry) -> Result<(), StoreError> {
        let mut remove = script(REMOVE, &place(key));
        remove.arg(entry.text());
        self.server.ask("removing a token from", &remove)
    }

    fn try_lock(&self, key: &TokenKey, lease: Duration) -> Result<Option<TokenLock>, StoreError> {
        let held = Held { server: Arc::clone(&self.server), key: format!("{}:lock", place(key)), owner: new_owner() };
        let mut lock = cmd("SET");
        lock.arg(&held.key).arg(&held.owner).arg("NX").arg("PX").arg(at_least_one(lease));
        let is_taken: Option<String> = self.server.ask("locking a token in", &lock)?;
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
        let mut release = script(REMOVE, &self.key);
        release.arg(&self.owner);
        if let Err(error) = self.server.ask::<()>("unlocking a token in", &release) {
            log::debug!(target: "wecom_message", "{error}; its lease ends by itself");
        }
    }
}

fn script(text: &str, key: &str) -> Cmd {
    let mut script = cmd("EVAL");
    script.arg(text).arg(1).arg(key);
    script
}

fn place(key: &TokenKey) -> String {
    format!("wecom:token:{key}")
}

/// Redis refuses to keep anything for no time at all.
pub(crate) fn at_least_one(time: Duration) -> u64 {
    whole_milliseconds(time).max(1)
}

/// Differs between processes, threads and calls.
fn new_owner() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{count}-{:016x}", std::process::id(), fastrand::u64(..))
}

/// Host, port and database; no password.
impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("server", &self.server.name()).finish_non_exhaustive()
    }
}

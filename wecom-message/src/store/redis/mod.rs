//! Redis, or Valkey, for several machines.

mod connection;
mod tcp;

use std::fmt;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use redis::{Cmd, IntoConnectionInfo, cmd};

pub(crate) use self::connection::Server;
use super::error::StoreError;
use super::milliseconds::whole_milliseconds;

/// Keeps shared data in Redis or Valkey, for any number of machines. Needs the cargo feature `redis`.
///
/// | What | For | At | Commands |
/// |---|---|---|---|
/// | access tokens | [`token_store`](crate::ClientBuilder::token_store) | `wecom:token:`, `…:lock` beside it while a token is fetched | `SET`, `EVAL` with `GETRANGE`, `SET`, `PTTL`, `DEL` |
/// | rates | [`SharedPacing`](crate::SharedPacing) | `wecom:pace:` | `EVAL` with `TIME`, `ZCARD`, `ZRANGE`, `ZADD`, `ZREM`, `ZREMRANGEBYSCORE`, `PEXPIRE`, and with a daily quota `HMGET`, `HSET`, `HINCRBY`, `EXISTS`, `EXPIRE` |
/// | callbacks that were already received | `callback::Deduplicator::shared` | `wecom:callback:` | `SET`, `DEL` |
///
/// Everything expires by Redis' own clock; the clocks of the machines do not matter.
///
/// A connection is opened when it is first needed. Opening it with logging in can take one second, and so can each answer, which
/// has at most 256 KB. Over TLS, Unix sockets and RESP3, which the crate `redis` reads, an answer is bounded in time alone. Only
/// the system's resolver limits the lookup of the host name. Clones share their connections.
///
/// For `rediss://` URLs give the crate `redis` one of its TLS features in the application's own `Cargo.toml`:
/// `redis = { version = "1", features = ["tls-native-tls"] }`, or `tls-rustls`. For certificates of your own,
/// [`from_client`](Self::from_client) takes a client that has them.
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

impl RedisStore {
    /// A store at `redis://[user][:password@]host[:port][/database]`. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// Fails if it is not a Redis URL, or if it needs TLS without the feature for it. The error does not show the URL.
    pub fn new(url: &str) -> Result<Self, StoreError> {
        let open = || {
            let info = url.into_connection_info()?;
            // On a slow server, each command of the greeting would have its own wait.
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

    /// A store with a client of the crate `redis`, version 1.
    pub fn from_client(client: redis::Client) -> Self {
        Self { server: Arc::new(Server::new(client)) }
    }

    /// For those who keep something in it.
    pub(crate) fn server(&self) -> &Arc<Server> {
        &self.server
    }
}

/// A script that works on these keys.
pub(crate) fn script<'a>(text: &str, keys: impl ExactSizeIterator<Item = &'a str>) -> Cmd {
    let mut script = cmd("EVAL");
    script.arg(text).arg(keys.len());
    for key in keys {
        script.arg(key);
    }
    script
}

/// A name that differs between processes, threads and calls.
pub(crate) fn unique_name() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{count}-{:016x}", process::id(), fastrand::u64(..))
}

/// A lifetime in milliseconds. Redis refuses one of zero.
pub(crate) fn at_least_one(time: Duration) -> u64 {
    whole_milliseconds(time).max(1)
}

/// Host, port and database; no password.
impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("server", &self.server.name()).finish_non_exhaustive()
    }
}

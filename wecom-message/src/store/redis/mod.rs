//! Redis, or Valkey, for several machines.

mod connection;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use redis::{Cmd, IntoConnectionInfo, cmd};

pub(crate) use self::connection::Server;
use super::error::StoreError;

/// Keeps things in Redis, or Valkey, for any number of machines. Needs the cargo feature `redis`.
///
/// | What | For | At | Commands |
/// |---|---|---|---|
/// | access tokens | [`token_store`](crate::ClientBuilder::token_store) | `wecom:token:`, `…:lock` beside it while a token is fetched | `SET`, `EVAL` with `GETRANGE`, `SET`, `PTTL`, `DEL` |
/// | rates | [`SharedPacing`](crate::SharedPacing) | `wecom:pace:` | `EVAL` with `TIME`, `ZRANGE`, `ZADD`, `ZREM`, `ZREMRANGEBYSCORE`, `PEXPIRE` |
/// | callbacks that came before | `callback::Deduplicator::shared` | `wecom:callback:` | `SET`, `DEL` |
///
/// Everything ends by Redis' own clock: those of the machines do not matter.
///
/// A connection is opened when it is first needed; opening it, logging in and each answer may take a second. The system's
/// resolver bounds the lookup of the host's name. Clones share their connections.
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
        let client = open().map_err(|error| StoreError::new("the URL of Redis is not usable", error))?;
        Ok(Self::from_client(client))
    }

    /// A store behind a client of the crate `redis`, version 1, that was set up elsewhere.
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

/// Redis refuses to keep anything for no time at all.
pub(crate) fn at_least_one(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1)
}

/// Host, port and database; no password.
impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore").field("server", &self.server.name()).finish_non_exhaustive()
    }
}

//! The access token: where it comes from, and how processes share it.
//!
//! A [`Client`](crate::Client) fetches its token with the first message, keeps it in memory and fetches the next one shortly
//! before it expires. All threads and clones share it: one of them fetches, and the others wait. This needs no settings.
//!
//! # Sharing tokens between processes
//!
//! Without a store, ten processes fetch ten tokens, and a cron job that runs every minute fetches one a minute. WeCom limits
//! how often tokens can be fetched. Give the processes a store:
//!
//! | Who sends | Store |
//! |---|---|
//! | one process | none: clones of a client share its token |
//! | cron jobs, workers, anything on one machine | [`FileStore`] |
//! | several machines | `RedisStore`, with the cargo feature `redis` |
//! | another store that keeps values for a time | your own [`TokenStore`] |
//! | a service that already hands out tokens | [`token_source`](crate::ClientBuilder::token_source) |
//!
//! ```
//! use wecom_message::Client;
//! use wecom_message::token::FileStore;
//!
//! # fn main() -> Result<(), wecom_message::Error> {
//! let client = Client::builder("corp id", "secret", 1000002).token_store(FileStore::new("/var/lib/alerts")).build()?;
//! # Ok(())
//! # }
//! ```
//!
//! With a store,
//!
//! - a token in memory is used without the store: the client asks the store only when it needs a new token;
//! - one process fetches, and the others wait up to [`REFRESH_WAIT`] for it to save the token; then they fetch their own;
//! - a token that WeCom refuses is removed from the store, unless a newer one is already there;
//! - applications never share a token: its key is a [`TokenKey`], a digest of base URL, corp id and secret;
//! - a call to the store runs on its own thread, and the client waits for it at most a quarter of the request's time and at
//!   most two seconds, so that a store that hangs does not delay a message;
//! - a failure of the store is logged as a warning (crate [`log`], target `wecom_message`) and never prevents a message: the
//!   process fetches its own token, and does not use the store for ten seconds.
//!
//! The examples `cron` and `fleet` of this crate are complete programs with [`FileStore`] and `RedisStore`.
//!
//! # When a token cannot be fetched
//!
//! Threads that wait for a token also share the failure. The client asks WeCom again after a quarter of a second, then half a
//! second, then once a second, regardless of the number of threads. A thread with less time gets the last error at once.
//!
//! # When WeCom refuses the secret
//!
//! WeCom blocks the address for an hour if a wrong secret is used again and again. After 40001, 40013 and similar answers to
//! `gettoken`, the client returns the same error without asking again: for one minute, then for two, at most for ten. A store
//! keeps the refusal as well, for cron jobs that run only for a second. A corrected secret has another [`TokenKey`] and works
//! at once. If the secret was right but the application was disabled, it works again after that time, or when the entry is
//! deleted from the store.

pub(crate) mod access_token;
pub(crate) mod cache;
mod entry;
mod failures;
mod file;
mod held;
pub(crate) mod key;
mod lifetime;
pub(crate) mod origin;
#[cfg(feature = "redis")]
mod redis;
mod refusal;
mod shared;
pub(crate) mod store;
mod waits;

pub use self::access_token::AccessToken;
pub use self::entry::Entry;
pub use self::file::FileStore;
pub use self::key::TokenKey;
pub use self::store::{TokenLock, TokenStore};
pub use self::waits::REFRESH_WAIT;
pub use crate::store::error::StoreError;
#[cfg(feature = "redis")]
pub use crate::store::redis::RedisStore;

#[cfg(test)]
mod tests;

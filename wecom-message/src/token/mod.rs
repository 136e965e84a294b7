//! The access token: where it comes from, and who shares it.
//!
//! A [`Client`](crate::Client) fetches its token with the first message, keeps it in memory and fetches the next one shortly
//! before the end. All threads and clones share it; one of them fetches, the others wait. Nothing needs to be set up for that.
//!
//! # Sharing tokens between processes
//!
//! Processes do not share memory: ten of them fetch ten tokens, and a cron job that runs every minute fetches one a
//! minute. WeCom limits how often that may happen. Give them a store:
//!
//! | Who sends | Store |
//! |---|---|
//! | one process | none: clones of a client share its token |
//! | cron jobs, workers, anything on one machine | [`FileStore`] |
//! | several machines | `RedisStore`, with the cargo feature `redis` |
//! | something else that keeps values for a time | your own [`TokenStore`] |
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
//! - a token in memory is used without asking the store: it is asked when a token is needed, not with each message;
//! - one process fetches, and the others wait for what it saves, at most [`REFRESH_WAIT`]; then they fetch for themselves;
//! - a token that WeCom refuses is taken out of the store, unless somebody has already put a newer one there;
//! - applications never share a token: its place is a [`TokenKey`], a digest of base URL, corp id and secret;
//! - a call to the store runs on a thread of its own and is waited for within a quarter of the request's time, two seconds at
//!   most, so that a store that hangs holds no message;
//! - trouble with the store is a warning in the [`log`] (target `wecom_message`) and never keeps a message from being sent: the
//!   process fetches a token for itself, and leaves the store alone for ten seconds.
//!
//! The examples `cron` and `fleet` of this crate are whole programs with [`FileStore`] and `RedisStore`.
//!
//! # When a token cannot be fetched
//!
//! Threads that wait for a token share the failure, too. After one, WeCom is asked again after a quarter of a second, then
//! half a second, then once a second, however many threads try; a thread with less time than that gets the last error at once.
//!
//! # When WeCom refuses the secret
//!
//! A wrong secret that is tried again and again gets the address blocked for an hour. After 40001, 40013 and the other
//! answers to `gettoken` that say so, the same client gives the same error without asking again: for a minute, then for
//! two, at most for ten. A store keeps that, too, for the cron jobs that live for a second. A corrected secret has another
//! [`TokenKey`] and works at once. Where the secret was right and the application disabled, it works at the end of that
//! time, or when the entry is deleted from the store.

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

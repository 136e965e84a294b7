//! Stores that several processes share: for tokens, for rates, for callbacks that came before.

pub(crate) mod bounded;
pub(crate) mod error;
#[cfg(feature = "redis")]
pub(crate) mod redis;

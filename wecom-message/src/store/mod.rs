//! Stores that several processes share: for tokens, rates, and callbacks that were already received.

pub(crate) mod bounded;
pub(crate) mod error;
pub(crate) mod milliseconds;
#[cfg(feature = "redis")]
pub(crate) mod redis;
#[cfg(feature = "redis")]
pub(crate) mod turns;

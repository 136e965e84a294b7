//! Whom messages go to: what the descriptions of recipients leave to be said, a file per channel.

#[cfg(feature = "app")]
pub(crate) mod app;

//! What the descriptions of a channel leave to be written by hand, a folder per channel.

#[cfg(feature = "app")]
pub(crate) mod app;
#[cfg(feature = "kf")]
pub(crate) mod kf;
#[cfg(feature = "robot")]
pub(crate) mod robot;

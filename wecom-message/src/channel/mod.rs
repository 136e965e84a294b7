//! Hand-written parts of channels, one folder each.

#[cfg(feature = "app")]
pub(crate) mod app;
#[cfg(feature = "kf")]
pub(crate) mod kf;
#[cfg(feature = "robot")]
pub(crate) mod robot;

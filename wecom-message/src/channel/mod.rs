//! Hand-written parts of channels, one folder each.

#[cfg(feature = "app")]
pub(crate) mod app;
#[cfg(feature = "robot")]
pub(crate) mod robot;

//! The rate limits of a sender.

use std::time::Duration;

pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);

/// The maximum number of messages within this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) messages: usize,
    pub(crate) time: Duration,
}

#[derive(Debug)]
pub(crate) struct Rate {
    pub(crate) windows: &'static [Window],
    /// Whether the limits apply to each member separately.
    pub(crate) is_per_member: bool,
}

//! Durations as stores keep them.

use std::time::Duration;

/// The milliseconds that are over; a part of one does not count.
pub(crate) fn whole_milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

//! How far a broadcast is.

/// How far a [broadcast](crate::Client::broadcast) is, in calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BroadcastProgress {
    /// The calls that have ended, with those that the [journal](crate::Broadcast::journal) had.
    pub done: usize,
    /// Those of them that failed.
    pub failed: usize,
    /// All calls.
    pub total: usize,
}

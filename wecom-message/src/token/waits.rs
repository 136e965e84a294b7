//! Timeouts and polling intervals of the token cache.

use std::time::Duration;

/// How long a thread or process waits for another's refresh before it fetches a token for itself: 5 seconds.
///
/// A process waits this long for another process, but at most half of the time that its message has left of the
/// [`timeout`](crate::ClientBuilder::timeout). A thread waits this long for another thread's request; then one of the waiting
/// threads makes its own request, and the others wait for that one.
pub const REFRESH_WAIT: Duration = Duration::from_secs(5);

/// The waits of a token cache; tests have shorter ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    pub(super) for_refresh: Duration,
    /// How long all calls to the store in one refresh can take; less if the request has less than four times that.
    pub(super) for_store: Duration,
    /// The interval between two looks into the store while another process refreshes.
    pub(super) between_looks: Duration,
    /// How long the store is not used after a failure.
    pub(super) after_store_error: Duration,
    /// How long a secret is not tried again after its first refusal.
    pub(super) after_refusal: Duration,
}

impl Default for Waits {
    fn default() -> Self {
        Self {
            for_refresh: REFRESH_WAIT,
            for_store: Duration::from_secs(2),
            between_looks: Duration::from_millis(50),
            after_store_error: Duration::from_secs(10),
            after_refusal: Duration::from_secs(60),
        }
    }
}

//! Timeouts and polling intervals of the token cache.

use std::time::Duration;

/// How long a thread or process waits for another's refresh before it fetches a token for itself: 5 seconds.
///
/// A process waits so long for another process, and less where [`timeout`](crate::ClientBuilder::timeout) leaves less: at most
/// half of the time that its message has left. A thread waits so long for another thread's request; after that one of
/// those who wait makes a request of its own, and the others wait for that one.
pub const REFRESH_WAIT: Duration = Duration::from_secs(5);

/// The waits of a token cache; tests have shorter ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Waits {
    pub(super) for_refresh: Duration,
    /// What all calls to the store may take in one refresh; less where the request has less than four times that.
    pub(super) for_store: Duration,
    /// Between two looks into the store while another process refreshes.
    pub(super) between_looks: Duration,
    /// After trouble with the store, until it is used again.
    pub(super) after_store_error: Duration,
    /// After the first refused secret, until it is tried again.
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

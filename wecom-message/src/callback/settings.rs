//! The settings of callbacks.

use std::time::{Duration, SystemTime};

use super::key::EncodingAesKey;
use crate::http::secret::Secret;

pub(super) struct Settings {
    pub(super) token: Secret,
    pub(super) key: EncodingAesKey,
    pub(super) receive_ids: Vec<String>,
    pub(super) max_body: usize,
    pub(super) freshness: Option<Duration>,
    pub(super) now: Now,
}

pub(super) type Now = Box<dyn Fn() -> SystemTime + Send + Sync>;

impl Settings {
    /// Since 1970.
    pub(super) fn unix_time(&self) -> Duration {
        (self.now)().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
    }
}

//! The settings of calls: those of a client or a robot, and those that `with` puts in their place.

use std::time::Duration;

use crate::message::check::strictness::Strictness;
use crate::sending::retry::RetryPolicy;

/// Settings for a single call, or for a few: [`Client::with`](crate::Client::with) takes them.
///
/// Everything that is not set here stays as the client has it.
///
/// ```
/// use std::time::Duration;
/// use wecom_message::{CallOptions, RetryPolicy};
///
/// let impatient = CallOptions::new().timeout(Duration::from_secs(2)).retry(RetryPolicy::never());
/// # let _ = impatient;
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "options do nothing before they are given to `with`"]
pub struct CallOptions {
    timeout: Option<Duration>,
    media_timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
    strictness: Option<Strictness>,
    duplicate_check: Option<Duration>,
}

impl CallOptions {
    /// Options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// The [timeout](crate::ClientBuilder::timeout) of one attempt. With a timeout of zero, nothing is sent.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The [timeout](crate::ClientBuilder::media_timeout) of one attempt at an upload or a download. With a timeout of zero,
    /// nothing is sent.
    pub fn media_timeout(mut self, timeout: Duration) -> Self {
        self.media_timeout = Some(timeout);
        self
    }

    /// When a failed request is sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// Which broken rules keep a message from being sent.
    pub fn strictness(mut self, strictness: Strictness) -> Self {
        self.strictness = Some(strictness);
        self
    }

    /// Turns WeCom's duplicate check on for this interval, as
    /// [`retry_safely`](crate::DuplicateCheck::retry_safely) does for one message.
    ///
    /// Messages that say themselves whether the check is on keep what they say. Messages without this option, such as those
    /// of robots and [`Raw`](crate::Raw) ones, are sent as they are.
    pub fn duplicate_check(mut self, interval: Duration) -> Self {
        self.duplicate_check = Some(interval);
        self
    }
}

/// The settings that calls are made with.
#[derive(Clone, Debug)]
pub(crate) struct CallSettings {
    pub(crate) timeout: Duration,
    /// The timeout of uploads and downloads.
    pub(crate) media_timeout: Duration,
    pub(crate) retry: RetryPolicy,
    pub(crate) strictness: Strictness,
    pub(crate) duplicate_check: Option<Duration>,
}

impl CallSettings {
    /// The settings with these options in their place.
    pub(crate) fn with(&self, options: CallOptions) -> Self {
        let CallOptions { timeout, media_timeout, retry, strictness, duplicate_check } = options;
        Self {
            timeout: timeout.unwrap_or(self.timeout),
            media_timeout: media_timeout.unwrap_or(self.media_timeout),
            retry: retry.unwrap_or_else(|| self.retry.clone()),
            strictness: strictness.unwrap_or(self.strictness),
            duplicate_check: duplicate_check.or(self.duplicate_check),
        }
    }
}

impl Default for CallSettings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            media_timeout: Duration::from_secs(300),
            retry: RetryPolicy::default(),
            strictness: Strictness::default(),
            duplicate_check: None,
        }
    }
}

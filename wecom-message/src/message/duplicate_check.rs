//! WeCom's duplicate check: what makes a message safe to send again.

use std::time::Duration;

/// A message that WeCom can be asked not to deliver twice.
///
/// Generated for the messages whose description says so; implement it, and
/// [`Message::duplicate_check`](crate::message::Message::duplicate_check), for a message type of your own to have it retried
/// in the same way.
pub trait DuplicateCheck: Sized {
    /// The same message with the check on, for so many seconds.
    #[must_use]
    fn with_duplicate_check(self, seconds: u32) -> Self;

    /// Has the message sent again also where it is not known whether WeCom got it: after a timeout, a connection that broke,
    /// or the 5xx page of a gateway.
    ///
    /// WeCom is asked not to deliver a request with the very same JSON again within `interval`, and the client repeats the very
    /// same bytes, as its [`RetryPolicy`](crate::RetryPolicy) says. The interval must cover the policy's
    /// [`deadline`](crate::RetryPolicy::deadline), 60 seconds by default; where it does not, such failures are returned at once.
    /// It is rounded up to whole seconds; at most 4 hours, more is refused before sending.
    ///
    /// # What it costs
    ///
    /// The check knows the text of the request and not its meaning. A second message that says the same to the same people
    /// within the interval, "disk full" once more five minutes later, is swallowed as well: WeCom reports success and delivers
    /// nothing. Take a short interval, or put something into the message that differs, such as the time.
    ///
    /// ```
    /// use std::time::Duration;
    /// use wecom_message::DuplicateCheck;
    ///
    /// struct Alarm {
    ///     seconds: Option<u32>,
    /// }
    ///
    /// impl DuplicateCheck for Alarm {
    ///     fn with_duplicate_check(self, seconds: u32) -> Self {
    ///         Self { seconds: Some(seconds) }
    ///     }
    /// }
    ///
    /// let alarm = Alarm { seconds: None }.retry_safely(Duration::from_secs(120));
    /// assert_eq!(alarm.seconds, Some(120));
    /// ```
    #[must_use]
    fn retry_safely(self, interval: Duration) -> Self {
        let whole = interval.as_secs().saturating_add(u64::from(interval.subsec_nanos() > 0));
        self.with_duplicate_check(u32::try_from(whole.max(1)).unwrap_or(u32::MAX))
    }
}

/// For how long a message with these two options is not delivered again; `None` where the check is off. The default is what
/// WeCom takes an absent interval for.
pub fn duplicate_check(enabled: Option<bool>, seconds: Option<u32>, default: u32) -> Option<Duration> {
    enabled.filter(|enabled| *enabled).map(|_| Duration::from_secs(seconds.unwrap_or(default).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_counts_only_where_it_is_on_and_has_a_default_interval() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        assert_eq!(duplicate_check(Some(true), Some(60), 1800), seconds(60));
        assert_eq!(duplicate_check(Some(true), None, 1800), seconds(1800));
        assert_eq!([duplicate_check(Some(false), Some(60), 1800), duplicate_check(None, Some(60), 1800)], [None, None]);
    }
}

//! WeCom's duplicate check, which makes a message safe to send again.

use std::time::Duration;

use super::check::violation::{Consequence, Problem, Violation};

/// The longest interval of WeCom's check.
const LONGEST: Duration = Duration::from_secs(4 * 60 * 60);

/// A message with the options of WeCom's duplicate check.
///
/// Implemented by the messages whose description has these options. For a message type of your own, implement it together
/// with [`Message::duplicate_check`](crate::message::Message::duplicate_check), and the client retries it in the same way.
pub trait DuplicateCheck: Sized {
    /// The same message with the check on for so many seconds.
    #[must_use]
    fn with_duplicate_check(self, seconds: u32) -> Self;

    /// Retries the message even if WeCom may have received it: after a timeout, a broken connection, or the 5xx page of a
    /// gateway.
    ///
    /// Within `interval`, WeCom does not deliver a request with identical JSON again, and the client repeats the same bytes as
    /// its [`RetryPolicy`](crate::RetryPolicy) says. The interval must cover the policy's
    /// [`deadline`](crate::RetryPolicy::deadline), 60 seconds by default; otherwise such errors are returned at once. It is
    /// rounded up to whole seconds. More than 4 hours are invalid,
    /// at every [`Strictness`](crate::Strictness): WeCom does not check for longer.
    ///
    /// # What it costs
    ///
    /// The check compares requests as text. A second message with the same text to the same recipients within the interval,
    /// such as "disk full" five minutes later, is dropped as well: WeCom reports success and delivers nothing. Use a short
    /// interval, or put something into the message that differs, such as the time.
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

/// The time in which a message with these options is not delivered again; `None` if the check is off. `default` is WeCom's
/// interval for a message without one, in seconds.
pub fn duplicate_check(enabled: Option<bool>, seconds: Option<u32>, default: u32) -> Option<Duration> {
    enabled.filter(|enabled| *enabled).map(|_| Duration::from_secs(seconds.unwrap_or(default).into()))
}

/// The violation of a message that relies on the check for longer than WeCom makes it: a repetition would be delivered.
pub(crate) fn too_long(interval: Option<Duration>) -> Option<Violation> {
    let interval = interval.filter(|interval| *interval > LONGEST)?;
    let (asked, longest) = (interval.as_secs(), LONGEST.as_secs());
    Some(Violation {
        path: "message".to_owned(),
        problem: Problem::Other(format!(
            "relies on the duplicate check for {asked} seconds, but WeCom checks for {longest} at most"
        )),
        consequence: Consequence::Refused,
        errcode: None,
    })
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

//! Codes that WeCom takes once, within their time.

use std::fmt;
use std::time::{Duration, SystemTime};

/// A code that allows something once, within its time: the update of a card, a greeting.
///
/// It cannot be copied, and using it takes it. Neither `Debug` nor an error shows it.
#[derive(PartialEq, Eq)]
pub struct OneTimeCode {
    code: String,
    expires_at: Option<SystemTime>,
}

impl OneTimeCode {
    /// A code that was kept elsewhere, and the end of its time if that is known.
    pub fn new(code: impl Into<String>, expires_at: Option<SystemTime>) -> Self {
        Self { code: code.into(), expires_at }
    }

    /// One that came at this moment, in Unix seconds, and works for so many seconds.
    pub(super) fn from_moment(code: String, moment: Option<i64>, seconds: u32) -> Self {
        let moment = moment.and_then(|moment| u64::try_from(moment).ok()).map(Duration::from_secs);
        let lifetime = Duration::from_secs(seconds.into());
        let expires_at = moment.and_then(|moment| SystemTime::UNIX_EPOCH.checked_add(moment.checked_add(lifetime)?));
        Self { code, expires_at }
    }

    /// The end of its time; `None` if what brought it does not say when that happened.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// Whether its time is over: WeCom refuses it then.
    pub fn is_expired(&self, now: SystemTime) -> bool {
        self.expires_at.is_some_and(|end| end <= now)
    }

    /// The code itself, to be used here or kept until it is.
    pub fn into_inner(self) -> String {
        self.code
    }
}

impl fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OneTimeCode").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_ends_with_its_time_and_is_not_shown() {
        let at = |seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        let code = OneTimeCode::from_moment("hush".to_owned(), Some(1000), 20);
        assert_eq!(code.expires_at(), Some(at(1020)));
        assert_eq!([at(1019), at(1020)].map(|now| code.is_expired(now)), [false, true]);
        assert!(!format!("{code:?}").contains("hush"));
        assert_eq!(code.into_inner(), "hush");
    }

    #[test]
    fn nobody_knows_when_one_ends_that_came_at_no_moment() {
        for moment in [None, Some(-1), Some(i64::MAX)] {
            let code = OneTimeCode::from_moment("hush".to_owned(), moment, u32::MAX);
            assert!(!code.is_expired(SystemTime::now()), "{moment:?}");
        }
    }
}

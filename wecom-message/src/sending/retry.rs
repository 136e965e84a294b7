//! Trying again: what may be repeated, how often, and after which pause.

use std::time::{Duration, Instant};

use super::credential::Discarded;
use crate::clock::Clock;
use crate::error::{Error, GETTOKEN};
use crate::http::failure::Phase;

/// When a request that failed is sent again.
///
/// By default up to three attempts, half a second apart, then one second. An attempt is repeated only where that cannot
/// deliver a message twice:
///
/// - nothing of it was handed to the network: the host was not found, no connection was made, TLS failed, the proxy refused;
/// - WeCom answered that it did nothing and that the trouble passes: -1 (busy; three times in all, whatever the policy), 6000
///   (conflict), 45033 (too much at once);
/// - the message has WeCom's [duplicate check](crate::DuplicateCheck::retry_safely) on, and its interval covers the time in
///   which it is tried. Then it is repeated, byte for byte the same, also after a broken connection, a timeout, or the 5xx
///   page of a gateway;
/// - it delivers nothing to anybody: a token is fetched, a file is uploaded or downloaded.
///
/// Everything else is returned at once. 45009 (too often) is never repeated, since WeCom goes on refusing for a minute at
/// least.
///
/// Besides, and not counted here: where WeCom refuses the access token, a new one is fetched and the request sent once more.
///
/// ```
/// use std::time::Duration;
/// use wecom_message::{Client, RetryPolicy};
///
/// # fn main() -> Result<(), wecom_message::Error> {
/// let client = Client::builder("corp id", "secret", 1000002)
///     .retry(RetryPolicy::default().attempts(5).deadline(Duration::from_secs(20)))
/// #   .base_url("http://127.0.0.1:1")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a policy does nothing before it is given to a builder"]
pub struct RetryPolicy {
    attempts: u32,
    initial_delay: Duration,
    max_delay: Duration,
    deadline: Option<Duration>,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: 3,
            initial_delay: Duration::from_millis(500),
            max_delay: Duration::from_secs(8),
            deadline: None,
        }
    }
}

impl RetryPolicy {
    /// One attempt and no more.
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// At most so many attempts, the first included; 3 by default, at least 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The pause before the second attempt; half a second by default. Each further pause is twice as long.
    ///
    /// Of every pause up to a half is left out by chance, so that many clients do not come back at the same moment.
    pub fn initial_delay(mut self, delay: Duration) -> Self {
        self.initial_delay = delay;
        self
    }

    /// The longest pause; 8 seconds by default.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The time that a call may take as a whole: tokens, every attempt and the pauses between them.
    ///
    /// By default twice the time of one attempt, so that after one that hung to its end there is time for another one: 60
    /// seconds with the default [`timeout`](crate::ClientBuilder::timeout), 10 minutes for a file with the default
    /// [`media_timeout`](crate::ClientBuilder::media_timeout). A deadline that is set here holds for files as well. A pause
    /// that would end after it is not begun: the last error is returned.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    pub(crate) fn is_hopeless(&self) -> bool {
        self.deadline.is_some_and(|deadline| deadline.is_zero())
    }

    /// The time for a call whose attempts may take this long each; one beyond what the clock can hold is as good as a day.
    pub(crate) fn time_for(&self, timeout: Duration) -> Duration {
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);
        self.deadline.unwrap_or(timeout.saturating_mul(2)).min(DAY)
    }

    /// The pause after so many earlier ones.
    fn delay(&self, pauses: u32) -> Duration {
        let doubled = self.initial_delay.saturating_mul(2_u32.saturating_pow(pauses));
        let whole = doubled.min(self.max_delay);
        whole.saturating_sub((whole / 2).mul_f64(fastrand::f64()))
    }
}

/// What may be repeated, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Not at all: it cannot be read a second time.
    Never,
    /// Where WeCom certainly did nothing.
    Safely,
    /// Also where WeCom may have delivered it: within this time it does not deliver the same again.
    Within(Duration),
    /// Always: it delivers nothing.
    Freely,
}

/// What to do after a failed attempt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// Another attempt with another token.
    NewToken,
    /// Another attempt after a pause.
    Pause(Duration),
    GiveUp,
}

/// The attempts of one call.
pub(crate) struct Attempts<'a> {
    policy: &'a RetryPolicy,
    clock: &'a dyn Clock,
    repeat: Repeat,
    timeout: Duration,
    end: Instant,
    pub(crate) made: u32,
    /// When the present one began.
    began: Instant,
    pauses: u32,
    times_busy: u32,
    renewals: u32,
    /// When the first one began that may have been delivered.
    maybe_delivered: Option<Instant>,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(
        policy: &'a RetryPolicy,
        clock: &'a dyn Clock,
        now: Instant,
        timeout: Duration,
        repeat: Repeat,
    ) -> Self {
        Self {
            policy,
            clock,
            repeat,
            timeout,
            end: now + policy.time_for(timeout),
            made: 0,
            began: now,
            pauses: 0,
            times_busy: 0,
            renewals: 0,
            maybe_delivered: None,
        }
    }

    /// Begins an attempt; returns when it has to end, by the sockets' clock.
    pub(crate) fn begin(&mut self) -> Instant {
        if self.made > 0 {
            self.began = self.clock.now();
        }
        self.made += 1;
        Instant::now() + self.end.saturating_duration_since(self.began).min(self.timeout)
    }

    /// What to do after this failure.
    pub(crate) fn next(&mut self, error: &Error, discarded: Discarded) -> Next {
        if error.may_have_been_delivered() {
            self.maybe_delivered.get_or_insert(self.began);
        }
        let renews = match discarded {
            Discarded::Nothing => false,
            Discarded::Own => self.renewals == 0,
            // This process's own token was refused, then the one that another had saved: WeCom has yet to be asked.
            Discarded::Shared => self.renewals <= 1,
        };
        if renews && self.repeat != Repeat::Never {
            self.renewals += 1;
            return Next::NewToken;
        }
        if !self.may_repeat(error) || self.pauses + 1 >= self.policy.attempts {
            return Next::GiveUp;
        }
        let delay = self.policy.delay(self.pauses);
        if self.end.saturating_duration_since(self.clock.now()) <= delay {
            return Next::GiveUp;
        }
        self.pauses += 1;
        Next::Pause(delay)
    }

    fn may_repeat(&mut self, error: &Error) -> bool {
        const BUSY: i32 = -1;
        const MOST_TIMES_BUSY: u32 = 3;
        const PASSING: [i32; 2] = [6000, 45033];
        let repeat = if error.endpoint() == Some(GETTOKEN) { Repeat::Freely } else { self.repeat };
        if repeat == Repeat::Never || error.bytes_written() > 0 {
            return false;
        }
        if let Some(code) = error.errcode() {
            self.times_busy += u32::from(code.value() == BUSY);
            return (code.value() == BUSY && self.times_busy < MOST_TIMES_BUSY) || PASSING.contains(&code.value());
        }
        error.may_pass()
            && match repeat {
                _ if error.phase() == Some(Phase::NotSent) => true,
                Repeat::Within(interval) => self.maybe_delivered.is_none_or(|since| self.end <= since + interval),
                Repeat::Freely => true,
                Repeat::Safely | Repeat::Never => false,
            }
    }

    /// The last error is the error.
    pub(crate) fn ended_with(&self, error: Error) -> Error {
        error.after_attempts(self.made, self.maybe_delivered.is_some())
    }
}

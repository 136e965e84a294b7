//! Retries: what may be repeated, how often, and after which delay.

use std::time::{Duration, Instant};

use super::credential::Discarded;
use crate::clock::Clock;
use crate::error::Error;
use crate::http::failure::Phase;

/// When a failed request is sent again.
///
/// By default there are up to three attempts, half a second and then one second apart. A request is repeated only if that
/// cannot deliver a message twice:
///
/// - it was not sent: the host was not found, the connection or TLS failed, or the proxy refused;
/// - WeCom answered that it did nothing, for a temporary reason: -1 (busy; at most three attempts, regardless of the policy),
///   6000 (conflict), 45033 (too many at once);
/// - the message has WeCom's [duplicate check](crate::DuplicateCheck::retry_safely) on, with an interval that covers all
///   attempts. Then the same bytes are also sent again after a broken connection, a timeout, or the 5xx page of a gateway;
/// - it delivers nothing: a token is fetched, a file is uploaded or downloaded.
///
/// All other errors are returned at once. 45009 (too often) is never repeated, because WeCom refuses for at least a minute.
///
/// If WeCom refuses the access token, the client fetches a new one and sends the request again, regardless of the policy.
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

/// Attempts without a pause would spin.
const LEAST_DELAY: Duration = Duration::from_millis(10);

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
    /// A single attempt.
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// The number of attempts, including the first; 3 by default, at least 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The delay before the second attempt; half a second by default. Each further delay is twice as long.
    ///
    /// A delay is at least 10 ms, whatever is set here and as [`max_delay`](Self::max_delay): many attempts without one would keep
    /// a processor and WeCom busy until the deadline. Each delay is shortened by a random amount of up to one half, so that many clients do not return at the same moment.
    pub fn initial_delay(mut self, delay: Duration) -> Self {
        self.initial_delay = delay;
        self
    }

    /// The longest delay; 8 seconds by default.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The time that a whole call may take: tokens, all attempts, and the delays between them.
    ///
    /// By default twice the timeout of one attempt, so that there is time for another attempt after one that timed out: 60
    /// seconds with the default [`timeout`](crate::ClientBuilder::timeout), 10 minutes for a file with the default
    /// [`media_timeout`](crate::ClientBuilder::media_timeout). A deadline that is set here also applies to files. If a delay
    /// would end after the deadline, the last error is returned at once.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// The deadline of a call that makes several requests; `None` if each of them has its own.
    pub(crate) fn time_for_all(&self) -> Option<Duration> {
        self.deadline.map(|deadline| self.time_for(deadline))
    }

    pub(crate) fn is_hopeless(&self) -> bool {
        self.deadline.is_some_and(|deadline| deadline.is_zero())
    }

    /// The deadline of a call, given the timeout of its attempts. At most a day, because the clock cannot hold any time.
    pub(crate) fn time_for(&self, timeout: Duration) -> Duration {
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);
        self.deadline.unwrap_or(timeout.saturating_mul(2)).min(DAY)
    }

    /// The next delay, after so many earlier ones.
    fn delay(&self, pauses: u32) -> Duration {
        let doubled = self.initial_delay.max(LEAST_DELAY).saturating_mul(2_u32.saturating_pow(pauses));
        let whole = doubled.min(self.max_delay);
        whole.saturating_sub((whole / 2).mul_f64(fastrand::f64())).max(LEAST_DELAY)
    }
}

/// When a request may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Never: it cannot be read a second time.
    Never,
    /// If WeCom certainly did nothing.
    Safely,
    /// Even if WeCom may have delivered it: within this time WeCom does not deliver the same message again.
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
    /// When the current one began.
    began: Instant,
    pauses: u32,
    times_busy: u32,
    renewals: u32,
    /// When the first attempt began that may have delivered.
    maybe_delivered: Option<Instant>,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(
        policy: &'a RetryPolicy,
        clock: &'a dyn Clock,
        now: Instant,
        timeout: Duration,
        time: Duration,
        repeat: Repeat,
    ) -> Self {
        Self {
            policy,
            clock,
            repeat,
            timeout,
            end: now + time,
            made: 0,
            began: now,
            pauses: 0,
            times_busy: 0,
            renewals: 0,
            maybe_delivered: None,
        }
    }

    /// Begins an attempt. Returns its deadline, by the clock of the sockets.
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
        let repeat = if error.is_about_token() { Repeat::Freely } else { self.repeat };
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

    /// The error of the call, from that of the last attempt.
    pub(crate) fn ended_with(&self, error: Error) -> Error {
        error.after_attempts(self.made, self.maybe_delivered.is_some())
    }
}

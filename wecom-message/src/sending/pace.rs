//! Keeping to the rate limits of WeCom.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::clock::Clock;
use crate::error::Error;

/// What to do with messages beyond a rate limit of WeCom. By default there is no pacing, and they are sent.
///
/// The limits, in sliding windows:
///
/// - of a [`Client`](crate::Client): 30 messages a minute and 1000 an hour to each member. WeCom drops more **without an
///   error**.
/// - of a `Robot`: 20 messages a minute. WeCom refuses more (45009).
///
/// A message counts if it was sent or may have been. Members count if their user ids are given: who is in a department or has
/// a tag is not known here. A client and its clones count together; messages of other clients and programs do not count.
///
/// ```
/// use wecom_message::{Client, Pacing};
///
/// # fn main() -> Result<(), wecom_message::Error> {
/// let client = Client::builder("corp id", "secret", 1000002)
///     .pacing(Pacing::Refuse)
/// #   .base_url("http://127.0.0.1:1")
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Pacing {
    /// A message beyond a limit fails at once with [`is_paced`](crate::Error::is_paced) and
    /// [`retry_after`](crate::Error::retry_after).
    Refuse,

    /// A message beyond a limit waits on the calling thread until it can be sent. It fails if that would take longer than the
    /// retry policy's [`deadline`](crate::RetryPolicy::deadline), 60 seconds by default.
    ///
    /// The attempts at sending have their own time after that, so a call can take twice the deadline.
    Wait,
}

/// At most so many messages within this time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) messages: usize,
    pub(crate) time: Duration,
}

pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const HOUR: Duration = Duration::from_secs(60 * 60);

/// The rate limits of a sender.
#[derive(Debug)]
pub(crate) struct Rate {
    pub(crate) windows: &'static [Window],
    /// Whether they hold for each member separately.
    pub(crate) is_per_member: bool,
}

impl Window {
    /// How long the next message has to wait.
    fn wait(self, times: &[Instant], now: Instant) -> Duration {
        let oldest = times.len().checked_sub(self.messages).and_then(|index| times.get(index));
        oldest.map_or(Duration::ZERO, |oldest| (*oldest + self.time).saturating_duration_since(now))
    }
}

/// The messages of the last hour.
#[derive(Debug)]
pub(crate) struct Pace {
    pacing: Pacing,
    rate: &'static Rate,
    sent: Mutex<Sent>,
}

#[derive(Debug, Default)]
struct Sent {
    /// The times of messages, in order, by member.
    times: HashMap<String, Vec<Instant>>,
    swept: Option<Instant>,
}

impl Pace {
    pub(crate) fn new(pacing: Pacing, rate: &'static Rate) -> Self {
        Self { pacing, rate, sent: Mutex::default() }
    }

    /// Admits a message, after waiting for at most `time`. It counts from now on.
    pub(crate) fn admit(
        &self,
        path: &'static str,
        clock: &dyn Clock,
        time: Duration,
        members: &[&str],
    ) -> Result<Passed<'_>, Error> {
        let mut counted = HashSet::new();
        if self.rate.is_per_member {
            for id in members {
                // WeCom ignores the case of user ids.
                counted.insert(id.to_lowercase());
            }
        } else {
            counted.insert(String::new());
        }
        let end = clock.now() + time;
        loop {
            let mut sent = self.lock();
            let now = clock.now();
            let Some((window, wait)) = sent.full(self.rate.windows, &counted, now) else {
                sent.add(&counted, now);
                return Ok(Passed { pace: self, counted, at: now });
            };
            drop(sent);
            if self.pacing == Pacing::Refuse || now + wait > end {
                return Err(Error::paced(path, window.messages, window.time, wait));
            }
            clock.sleep(wait);
        }
    }

    /// A panic elsewhere leaves the times valid.
    fn lock(&self) -> MutexGuard<'_, Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sent {
    /// The full window with the longest wait, and that wait.
    fn full(&mut self, windows: &[Window], counted: &HashSet<String>, now: Instant) -> Option<(Window, Duration)> {
        self.sweep(windows, now);
        let mut longest: Option<(Window, Duration)> = None;
        for whom in counted {
            let Some(times) = self.times.get(whom) else { continue };
            for window in windows {
                let wait = window.wait(times, now);
                if wait > longest.map_or(Duration::ZERO, |(_, wait)| wait) {
                    longest = Some((*window, wait));
                }
            }
        }
        longest
    }

    fn add(&mut self, counted: &HashSet<String>, now: Instant) {
        for whom in counted {
            self.times.entry(whom.clone()).or_default().push(now);
        }
    }

    fn remove(&mut self, counted: &HashSet<String>, at: Instant) {
        for whom in counted {
            if let Some(times) = self.times.get_mut(whom)
                && let Ok(index) = times.binary_search(&at)
            {
                times.remove(index);
            }
        }
    }

    /// Removes times that are in no window any more, once a minute.
    fn sweep(&mut self, windows: &[Window], now: Instant) {
        if self.swept.is_some_and(|swept| now < swept + MINUTE) {
            return;
        }
        self.swept = Some(now);
        let longest = windows.iter().map(|window| window.time).max().unwrap_or_default();
        self.times.retain(|_, times| {
            let gone = times.partition_point(|time| *time + longest <= now);
            times.drain(..gone);
            !times.is_empty()
        });
    }
}

/// A message that was admitted.
pub(crate) struct Passed<'a> {
    pace: &'a Pace,
    counted: HashSet<String>,
    at: Instant,
}

impl Passed<'_> {
    /// Counts the message from now, when it was sent, or no longer counts it.
    pub(crate) fn end(self, clock: &dyn Clock, was_sent: bool) {
        let mut sent = self.pace.lock();
        sent.remove(&self.counted, self.at);
        if was_sent {
            sent.add(&self.counted, clock.now());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::manual::ManualClock;

    const NO_TIME: Duration = Duration::ZERO;

    fn pace() -> Pace {
        const PER_MEMBER: &[Window] = &[Window { messages: 30, time: MINUTE }, Window { messages: 1000, time: HOUR }];
        Pace::new(Pacing::Refuse, &Rate { windows: PER_MEMBER, is_per_member: true })
    }

    fn send(pace: &Pace, clock: &ManualClock, members: &[&str]) -> Result<(), Duration> {
        let passed = pace.admit("p", clock, NO_TIME, members).map_err(|error| error.retry_after().unwrap())?;
        passed.end(clock, true);
        Ok(())
    }

    #[test]
    fn the_windows_slide_and_each_member_has_its_own() {
        let (pace, clock) = (pace(), ManualClock::new());
        for _ in 0..30 {
            send(&pace, &clock, &["lisi", "LiSi"]).unwrap();
            clock.advance(Duration::from_secs(1));
        }
        assert_eq!(send(&pace, &clock, &["zhangsan", "LISI"]), Err(Duration::from_secs(30)));
        send(&pace, &clock, &["zhangsan"]).unwrap();
        send(&pace, &clock, &[]).unwrap();
        clock.advance(Duration::from_secs(30));
        send(&pace, &clock, &["lisi"]).unwrap();
        assert_eq!(send(&pace, &clock, &["lisi"]), Err(Duration::from_secs(1)));
    }

    #[test]
    fn an_hour_has_its_own_limit() {
        let (pace, clock) = (pace(), ManualClock::new());
        for _ in 0..1000 {
            send(&pace, &clock, &["lisi"]).unwrap();
            clock.advance(Duration::from_secs(3));
        }
        assert_eq!(send(&pace, &clock, &["lisi"]), Err(Duration::from_secs(600)));
    }

    #[test]
    fn a_rate_that_is_not_per_member_counts_every_message() {
        const ALL: &[Window] = &[Window { messages: 20, time: MINUTE }];
        let (pace, clock) =
            (Pace::new(Pacing::Refuse, &Rate { windows: ALL, is_per_member: false }), ManualClock::new());
        for member in 0..20 {
            send(&pace, &clock, &[&format!("u{member}")]).unwrap();
        }
        assert_eq!(send(&pace, &clock, &["lisi"]), Err(MINUTE));
    }

    #[test]
    fn members_without_messages_for_an_hour_are_forgotten() {
        let (pace, clock) = (pace(), ManualClock::new());
        for member in 0..100 {
            send(&pace, &clock, &[&format!("u{member}")]).unwrap();
        }
        clock.advance(HOUR);
        send(&pace, &clock, &["lisi"]).unwrap();
        assert_eq!(pace.lock().times.len(), 1);
    }

    #[test]
    fn what_was_not_sent_does_not_count_and_what_is_under_way_does() {
        let (pace, clock) = (pace(), ManualClock::new());
        let under_way: Vec<_> = (0..30).map(|_| pace.admit("p", &clock, NO_TIME, &["lisi"]).unwrap()).collect();
        assert!(send(&pace, &clock, &["lisi"]).is_err());
        for passed in under_way {
            passed.end(&clock, false);
        }
        for _ in 0..30 {
            send(&pace, &clock, &["lisi"]).unwrap();
        }
    }
}

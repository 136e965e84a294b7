//! Keeping to WeCom's rates before WeCom has to.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::clock::Clock;
use crate::error::Error;

/// What happens to a message beyond the rate that WeCom allows; without pacing, which is the default, nothing.
///
/// Kept to are, in windows that slide:
///
/// - by a [`Client`](crate::Client), 30 messages a minute and 1000 an hour to one member. WeCom drops what goes beyond
///   **without an error**;
/// - by a `Robot`, 20 messages a minute. WeCom refuses what goes beyond (45009).
///
/// A message counts once it was sent or may have been. Counted are the members named one by one; who is in a department, has
/// a tag, or is everyone, is not known here. Each client counts for itself, and so do its clones together; what other programs
/// send as the same application is not known either.
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
    /// A message beyond the rate is an error at once: [`is_paced`](crate::Error::is_paced), with
    /// [`retry_after`](crate::Error::retry_after).
    Refuse,

    /// A message beyond the rate waits, on the calling thread, until it can go; the error comes where that would take longer
    /// than the retry policy's [`deadline`](crate::RetryPolicy::deadline), 60 seconds by default.
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

/// How many messages WeCom takes from a sender.
#[derive(Debug)]
pub(crate) struct Rate {
    pub(crate) windows: &'static [Window],
    /// Whether each member that is named has windows of its own.
    pub(crate) is_per_member: bool,
}

impl Window {
    /// How long another message has to wait after these.
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
    /// When, in order, by whom it is counted for.
    times: HashMap<String, Vec<Instant>>,
    swept: Option<Instant>,
}

impl Pace {
    pub(crate) fn new(pacing: Pacing, rate: &'static Rate) -> Self {
        Self { pacing, rate, sent: Mutex::default() }
    }

    /// Lets a message pass, after waiting for at most this time; it counts from here on.
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
                // To WeCom user ids in upper and lower case are the same.
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

    /// A panic elsewhere leaves the times whole.
    fn lock(&self) -> MutexGuard<'_, Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sent {
    /// The window that has no room for another message, and when it will have.
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

    /// Forgets, once a minute, what no window holds any longer.
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

/// A message that may go out.
pub(crate) struct Passed<'a> {
    pace: &'a Pace,
    counted: HashSet<String>,
    at: Instant,
}

impl Passed<'_> {
    /// Counts from now on, since it arrived only just; or not at all.
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

//! Keeping to the rate limits of WeCom.

mod memory;
pub(crate) mod rate;
#[cfg(feature = "redis")]
mod redis;
#[cfg(feature = "redis")]
pub(crate) mod shared;

use std::collections::BTreeSet;
#[cfg(feature = "redis")]
use std::sync::Arc;
use std::time::{Duration, Instant};

use self::memory::Memory;
use self::rate::{Counted, Rate, Window};
#[cfg(feature = "redis")]
use self::shared::{Fleet, SharedPacing};
use crate::clock::Clock;
use crate::error::Error;
#[cfg(feature = "redis")]
use crate::store::error::StoreError;

/// What to do with messages beyond a rate limit of WeCom. By default there is no pacing, and they are sent.
///
/// The limits, in sliding windows:
///
/// - of a [`Client`](crate::Client): 30 messages a minute and 1000 an hour to each member, 200 a minute and 10,000 a day into
///   each group chat. WeCom drops more **without an error**.
/// - of a `Robot`: 20 messages a minute. WeCom refuses more (45009).
///
/// A message counts if it was sent or may have been sent. It counts for members whose user ids are given; the members of
/// departments, tags and chats are not known here. A client and its clones count together. Messages of other clients and
/// programs count only with `SharedPacing`, which can also keep to the daily quota.
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
    /// The attempts have their own time after that, so a call can take twice the deadline.
    Wait,
}

/// The pacing of a builder.
#[derive(Clone, Debug)]
pub(crate) enum PacingChoice {
    Alone(Pacing),
    #[cfg(feature = "redis")]
    Shared(SharedPacing),
}

/// Admits the messages of a sender.
pub(crate) struct Pace {
    pacing: Pacing,
    rates: Vec<(Counted, Box<dyn Counts>)>,
}

/// Where messages are counted.
trait Counts: Send + Sync {
    /// Counts a message from now, if no window is full. `time` is the rest of the call's time.
    fn admit(&self, whom: BTreeSet<String>, now: Instant, time: Duration) -> Result<Admitted, Blocked>;

    /// Counts the message from now, when it was sent, or no longer counts it.
    fn settle(&self, admitted: &Admitted, now: Instant, was_sent: bool);
}

/// A message that was admitted.
#[derive(Debug)]
struct Admitted {
    whom: BTreeSet<String>,
    at: Instant,
    /// Its name in a shared store; `None` if it was counted in memory only.
    #[cfg(feature = "redis")]
    id: Option<String>,
}

/// Why a message is not admitted.
#[derive(Debug)]
enum Blocked {
    Full {
        window: Window,
        wait: Duration,
    },
    /// Today's quota of recipients.
    #[cfg(feature = "redis")]
    Quota {
        recipients: u64,
        wait: Duration,
    },
    /// The store that counts for several processes cannot be reached.
    #[cfg(feature = "redis")]
    Uncounted {
        error: Arc<StoreError>,
        wait: Duration,
    },
}

impl Pace {
    /// `sender` distinguishes the senders that share a store; it is stored as a digest.
    pub(crate) fn new(choice: &PacingChoice, rates: &'static [Rate], sender: &[&str]) -> Self {
        let pacing = match choice {
            PacingChoice::Alone(pacing) => *pacing,
            #[cfg(feature = "redis")]
            PacingChoice::Shared(shared) => shared.pacing,
        };
        #[cfg(not(feature = "redis"))]
        let _ = sender;
        let counts = |rate: &'static Rate| -> Box<dyn Counts> {
            match choice {
                PacingChoice::Alone(_) => Box::new(Memory::new(rate.windows)),
                #[cfg(feature = "redis")]
                PacingChoice::Shared(shared) => Box::new(Fleet::new(shared, rate, sender)),
            }
        };
        Self { pacing, rates: rates.iter().map(|rate| (rate.of, counts(rate))).collect() }
    }

    /// Admits a message, after waiting for at most `time`. It counts from now on, if it counts for any of the recipients.
    pub(crate) fn admit(
        &self,
        path: &'static str,
        clock: &dyn Clock,
        time: Duration,
        members: &[&str],
        chat: Option<&str>,
    ) -> Result<Option<Passed<'_>>, Error> {
        let counted = self.rates.iter().map(|(of, counts)| (of.whom(members, chat), counts));
        let mut counted = counted.filter(|(whom, _)| !whom.is_empty());
        let Some((whom, counts)) = counted.next() else { return Ok(None) };
        let end = clock.now() + time;
        loop {
            let now = clock.now();
            let blocked = match counts.admit(whom.clone(), now, end.saturating_duration_since(now)) {
                Ok(admitted) => return Ok(Some(Passed { counts: &**counts, admitted })),
                Err(blocked) => blocked,
            };
            let wait = blocked.wait();
            if self.pacing == Pacing::Refuse || clock.now() + wait > end {
                return Err(blocked.into_error(path));
            }
            clock.sleep(wait);
        }
    }
}

impl Counted {
    /// What a message counts for.
    fn whom(self, members: &[&str], chat: Option<&str>) -> BTreeSet<String> {
        match self {
            // WeCom ignores the case of user ids.
            Self::Members => members.iter().map(|id| id.to_lowercase()).collect(),
            Self::Chats => chat.map(str::to_owned).into_iter().collect(),
            Self::Sender => BTreeSet::from([String::new()]),
        }
    }
}

impl Blocked {
    fn wait(&self) -> Duration {
        match self {
            Self::Full { wait, .. } => *wait,
            #[cfg(feature = "redis")]
            Self::Quota { wait, .. } | Self::Uncounted { wait, .. } => *wait,
        }
    }

    fn into_error(self, path: &'static str) -> Error {
        match self {
            Self::Full { window, wait } => Error::paced(path, window.messages, window.time, wait),
            #[cfg(feature = "redis")]
            Self::Quota { recipients, wait } => Error::over_quota(path, recipients, wait),
            #[cfg(feature = "redis")]
            Self::Uncounted { error, wait } => Error::uncounted(path, error, wait),
        }
    }
}

/// A message that may be sent now.
pub(crate) struct Passed<'a> {
    counts: &'a dyn Counts,
    admitted: Admitted,
}

impl Passed<'_> {
    /// Counts the message from now, when it was sent, or no longer counts it.
    pub(crate) fn end(self, clock: &dyn Clock, was_sent: bool) {
        self.counts.settle(&self.admitted, clock.now(), was_sent);
    }
}

#[cfg(test)]
mod tests {
    use super::rate::{HOUR, MINUTE};
    use super::*;
    use crate::clock::manual::ManualClock;

    const NO_TIME: Duration = Duration::ZERO;

    fn pace() -> Pace {
        const MEMBERS: &[Window] = &[Window { messages: 30, time: MINUTE }, Window { messages: 1000, time: HOUR }];
        const CHATS: &[Window] = &[Window { messages: 200, time: MINUTE }];
        const RATES: &[Rate] =
            &[Rate { of: Counted::Members, windows: MEMBERS }, Rate { of: Counted::Chats, windows: CHATS }];
        Pace::new(&PacingChoice::Alone(Pacing::Refuse), RATES, &[])
    }

    fn send(pace: &Pace, clock: &ManualClock, members: &[&str]) -> Result<(), Duration> {
        send_to(pace, clock, members, None)
    }

    fn send_to(pace: &Pace, clock: &ManualClock, members: &[&str], chat: Option<&str>) -> Result<(), Duration> {
        let passed = pace.admit("p", clock, NO_TIME, members, chat).map_err(|error| error.retry_after().unwrap())?;
        if let Some(passed) = passed {
            passed.end(clock, true);
        }
        Ok(())
    }

    #[test]
    fn each_chat_has_its_own_limit_beside_that_of_members() {
        let (pace, clock) = (pace(), ManualClock::new());
        for _ in 0..200 {
            send_to(&pace, &clock, &[], Some("release")).unwrap();
        }
        assert_eq!(send_to(&pace, &clock, &[], Some("release")), Err(MINUTE));
        send_to(&pace, &clock, &[], Some("Release")).unwrap();
        send(&pace, &clock, &["release"]).unwrap();
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
        const ALL: &[Rate] = &[Rate { of: Counted::Sender, windows: &[Window { messages: 20, time: MINUTE }] }];
        let (pace, clock) = (Pace::new(&PacingChoice::Alone(Pacing::Refuse), ALL, &[]), ManualClock::new());
        for member in 0..20 {
            send(&pace, &clock, &[&format!("u{member}")]).unwrap();
        }
        assert_eq!(send(&pace, &clock, &["lisi"]), Err(MINUTE));
    }

    #[test]
    fn what_was_not_sent_does_not_count_and_what_is_under_way_does() {
        let (pace, clock) = (pace(), ManualClock::new());
        let under_way: Vec<_> =
            (0..30).map(|_| pace.admit("p", &clock, NO_TIME, &["lisi"], None).unwrap().unwrap()).collect();
        assert!(send(&pace, &clock, &["lisi"]).is_err());
        for passed in under_way {
            passed.end(&clock, false);
        }
        for _ in 0..30 {
            send(&pace, &clock, &["lisi"]).unwrap();
        }
    }
}

//! Counting the messages of one process.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::rate::{MINUTE, Window};
use super::{Admitted, Blocked, Counts};

/// The messages of the last hour.
#[derive(Debug)]
pub(super) struct Memory {
    windows: &'static [Window],
    sent: Mutex<Sent>,
}

#[derive(Debug, Default)]
struct Sent {
    /// The times of messages, in order, by member.
    times: HashMap<String, Vec<Instant>>,
    swept: Option<Instant>,
}

impl Memory {
    pub(super) fn new(windows: &'static [Window]) -> Self {
        Self { windows, sent: Mutex::default() }
    }

    /// Counts a message although a window may be full.
    #[cfg(feature = "redis")]
    pub(super) fn add(&self, whom: &BTreeSet<String>, now: Instant) {
        let mut sent = self.lock();
        sent.sweep(self.windows, now);
        sent.add(whom, now);
    }

    /// A panic elsewhere leaves the times valid.
    fn lock(&self) -> MutexGuard<'_, Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts for Memory {
    fn admit(&self, whom: BTreeSet<String>, now: Instant, _: Duration) -> Result<Admitted, Blocked> {
        let mut sent = self.lock();
        sent.sweep(self.windows, now);
        if let Some((window, wait)) = sent.full(self.windows, &whom, now) {
            return Err(Blocked::Full { window, wait });
        }
        sent.add(&whom, now);
        Ok(Admitted {
            whom,
            at: now,
            #[cfg(feature = "redis")]
            id: None,
        })
    }

    fn settle(&self, admitted: &Admitted, now: Instant, was_sent: bool) {
        let mut sent = self.lock();
        sent.remove(&admitted.whom, admitted.at);
        if was_sent {
            sent.add(&admitted.whom, now);
        }
    }
}

impl Sent {
    /// The full window with the longest wait, and that wait.
    fn full(&self, windows: &[Window], whom: &BTreeSet<String>, now: Instant) -> Option<(Window, Duration)> {
        let waits = whom
            .iter()
            .filter_map(|whom| self.times.get(whom))
            .flat_map(|times| windows.iter().map(|window| (*window, wait(*window, times, now))));
        waits.filter(|(_, wait)| !wait.is_zero()).max_by_key(|(_, wait)| *wait)
    }

    fn add(&mut self, whom: &BTreeSet<String>, now: Instant) {
        for whom in whom {
            self.times.entry(whom.clone()).or_default().push(now);
        }
    }

    fn remove(&mut self, whom: &BTreeSet<String>, at: Instant) {
        for whom in whom {
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

/// How long the next message has to wait.
fn wait(window: Window, times: &[Instant], now: Instant) -> Duration {
    let oldest = times.len().checked_sub(window.messages).and_then(|index| times.get(index));
    oldest.map_or(Duration::ZERO, |oldest| (*oldest + window.time).saturating_duration_since(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_without_messages_for_the_longest_window_are_forgotten() {
        let memory = Memory::new(&[Window { messages: 30, time: MINUTE }]);
        let now = Instant::now();
        let admit = |member: String, now| memory.admit(BTreeSet::from([member]), now, Duration::ZERO).unwrap();
        for member in 0..100 {
            admit(format!("u{member}"), now);
        }
        admit("lisi".to_owned(), now + MINUTE);
        assert_eq!(memory.lock().times.len(), 1);
    }
}

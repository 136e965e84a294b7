//! Rates: 30 a minute and 1,000 an hour.

use std::collections::VecDeque;
use std::time::Duration;

const MINUTE: (Duration, usize) = (Duration::from_secs(60), 30);
const HOUR: (Duration, usize) = (Duration::from_secs(60 * 60), 1000);

/// When something was done in the last hour.
#[derive(Debug, Default)]
pub(super) struct Rate(VecDeque<Duration>);

impl Rate {
    /// Whether it may be done once more. This does not count it.
    pub(super) fn admits(&self, now: Duration) -> bool {
        [MINUTE, HOUR].iter().all(|(window, most)| {
            let recent = self.0.iter().rev().take_while(|at| now < **at + *window);
            recent.count() < *most
        })
    }

    pub(super) fn count(&mut self, now: Duration) {
        while self.0.front().is_some_and(|at| *at + HOUR.0 <= now) {
            self.0.pop_front();
        }
        self.0.push_back(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_a_minute_and_a_thousand_an_hour() {
        let mut rate = Rate::default();
        let mut done = [0; 60];
        for second in 0..3600 {
            let now = Duration::from_secs(second);
            while rate.admits(now) {
                rate.count(now);
                done[usize::try_from(second).unwrap() / 60] += 1;
            }
        }
        assert!(done[..33].iter().all(|done| *done == 30), "{done:?}");
        assert_eq!(done.iter().sum::<usize>(), 1000);
        assert!(rate.admits(Duration::from_secs(3600)));
    }
}

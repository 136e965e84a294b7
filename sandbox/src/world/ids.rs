//! Tokens, message ids and response codes.

use std::iter;

use fastrand::Rng;

/// Random ids, the same ones for the same seed. They protect nothing, so they may be guessable.
#[derive(Debug)]
pub(crate) struct Ids(Rng);

impl Ids {
    pub(super) fn new(seed: u64) -> Self {
        Self(Rng::with_seed(seed))
    }

    /// A new number of 19 digits, as ids of messages are.
    #[cfg(feature = "callback")]
    pub(crate) fn next_number(&mut self) -> u64 {
        self.0.u64(1_000_000_000_000_000_000..u64::try_from(i64::MAX).unwrap_or(u64::MAX))
    }

    #[cfg(feature = "callback")]
    pub(crate) fn next_bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.0.fill(&mut bytes);
        bytes
    }

    /// A new id of this number of hexadecimal digits.
    pub(crate) fn next(&mut self, digits: usize) -> String {
        iter::repeat_with(|| self.0.digit(16)).take(digits).collect()
    }
}

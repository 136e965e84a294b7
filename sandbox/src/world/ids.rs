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

    /// A new id of this number of hexadecimal digits.
    pub(crate) fn next(&mut self, digits: usize) -> String {
        iter::repeat_with(|| self.0.digit(16)).take(digits).collect()
    }
}

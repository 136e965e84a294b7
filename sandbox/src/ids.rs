//! Tokens, message ids and response codes: unlike each other, and unlike those of an earlier run.

use std::hash::{DefaultHasher, Hash, Hasher};

/// Makes ids out of a seed. They are hard to mix up, not hard to guess: nothing here is worth protecting.
#[derive(Clone, Debug)]
pub(crate) struct Ids {
    seed: u64,
    made: u64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, made: 0 }
    }

    /// The next id: `words` times 16 hexadecimal digits.
    pub(crate) fn next(&mut self, words: u64) -> String {
        self.made += 1;
        let word = |index: u64| {
            let mut hasher = DefaultHasher::new();
            (self.seed, self.made, index).hash(&mut hasher);
            format!("{:016x}", hasher.finish())
        };
        (0..words).map(word).collect()
    }
}

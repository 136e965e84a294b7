//! What a callback that is delivered again has in common with the first time.

use std::fmt::{self, Write as _};

use hmac_sha256::Hash;

/// Names a callback: 32 hexadecimal digits, the same when WeCom delivers it again.
///
/// It is a digest: of the ids of a message, of the whole text of an event. WeCom advises sender and time for events, but
/// different events can have both in common. Safe in logs and in Redis keys; see [`Deduplicator`](super::Deduplicator).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DedupeKey(String);

impl DedupeKey {
    pub(crate) fn new(parts: [&str; 3]) -> Self {
        let mut hash = Hash::new();
        for part in parts {
            // The length keeps "ab" + "c" apart from "a" + "bc".
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let digits = hash.finalize().iter().take(16).fold(String::with_capacity(32), |mut digits, byte| {
            // Writing to a text cannot fail.
            let _ = write!(digits, "{byte:02x}");
            digits
        });
        Self(digits)
    }

    /// The 32 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DedupeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

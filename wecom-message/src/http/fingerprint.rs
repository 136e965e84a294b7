//! Digests that replace secrets in file names and Redis keys.

use std::fmt::Write as _;

use hmac_sha256::Hash;

/// The first half of a SHA-256 digest over the parts, as 32 hexadecimal digits.
pub(crate) fn fingerprint(parts: &[&str]) -> String {
    let mut hash = Hash::new();
    for part in parts {
        // The length keeps "ab" + "c" apart from "a" + "bc".
        hash.update((part.len() as u64).to_be_bytes().as_slice());
        hash.update(part.as_bytes());
    }
    let mut digits = String::with_capacity(32);
    for byte in hash.finalize().iter().take(16) {
        // Writing to a text cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

//! The signature of callbacks and of answers: SHA-1 of the four values in the order of their bytes.

use sha1::{Digest as _, Sha1};

pub(super) fn signature(token: &str, timestamp: &str, nonce: &str, encrypted: &str) -> String {
    let mut values = [token, timestamp, nonce, encrypted];
    values.sort_unstable();
    let digest: [u8; 20] = Sha1::digest(values.concat()).into();
    let [first @ .., a, b, c, d] = digest;
    format!("{:032x}{:08x}", u128::from_be_bytes(first), u32::from_be_bytes([a, b, c, d]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_are_sorted_before_they_are_hashed() {
        // SHA-1 of "abc".
        assert_eq!(signature("b", "c", "a", ""), "a9993e364706816aba3e25717850c26c9cd0d89d");
    }
}

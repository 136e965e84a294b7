//! The signature over a callback and over its answer.

use std::fmt::Write as _;

use sha1::{Digest as _, Sha1};
use subtle::ConstantTimeEq as _;

use crate::http::secret::Secret;

/// The values that are signed.
#[derive(Clone, Copy)]
pub(crate) struct Signed<'a> {
    pub(crate) token: &'a Secret,
    pub(crate) timestamp: &'a str,
    pub(crate) nonce: &'a str,
    /// Base64, as it is in the query or the body.
    pub(crate) encrypted: &'a str,
}

impl Signed<'_> {
    /// SHA-1 over the sorted values, in lower-case hexadecimal digits.
    pub(crate) fn signature(&self) -> String {
        let mut values = [self.token.expose(), self.timestamp, self.nonce, self.encrypted];
        values.sort_unstable();
        let digest = values.iter().fold(Sha1::new(), Sha1::chain_update).finalize();
        digest.iter().fold(String::with_capacity(40), |mut digits, byte| {
            // Writing to a text cannot fail.
            let _ = write!(digits, "{byte:02x}");
            digits
        })
    }

    /// Compares in constant time, so that a signature cannot be found digit by digit.
    pub(crate) fn is_signed_with(&self, signature: &str) -> bool {
        let signature = signature.to_ascii_lowercase();
        self.signature().as_bytes().ct_eq(signature.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sorted_values_are_signed() {
        let token = Secret::from("sdkTok3nQ9");
        let encrypted = "dVqvVNG04lD5Qn7YAhTUzd+j8YLctQ8D30e0bmPI5pbLtCsz/iT1o0FHwNnrtHI3U07VS/pEoCo3FrTqHcgMrQ==";
        let signed = Signed { token: &token, timestamp: "1795305600", nonce: "1372599", encrypted };
        let signature = "66835ef1b31d584c6c68e99283d18f3cecd24023";
        assert_eq!(signed.signature(), signature);
        assert!(signed.is_signed_with(signature) && signed.is_signed_with(&signature.to_uppercase()));
        for other in ["", "66835ef1b31d584c6c68e99283d18f3cecd24024", "66835ef1b31d584c6c68e99283d18f3cecd240230"] {
            assert!(!signed.is_signed_with(other), "{other}");
        }
    }
}

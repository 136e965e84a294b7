//! Where a store keeps an application's token.

use std::fmt;

use crate::http::fingerprint::fingerprint;
use crate::http::secret::Secret;

/// Names the place of an application's token in a store: 32 hexadecimal digits.
///
/// It is the first half of a SHA-256 digest over base URL, corp id and secret. Two applications of one corporation have
/// different keys, so has an application whose secret was changed, and the secret cannot be found from the key. Safe in
/// file names, Redis keys and logs.
///
/// ```
/// use wecom_message::token::TokenKey;
///
/// let key = |secret: &str| TokenKey::new("https://qyapi.weixin.qq.com", "corp id", &secret.into());
/// assert_eq!(key("one application").as_str().len(), 32);
/// assert_ne!(key("one application"), key("another"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenKey(String);

impl TokenKey {
    /// The key of the application that has this secret. Clients make their own; this is for the tests of a store.
    pub fn new(base_url: &str, corp_id: &str, secret: &Secret) -> Self {
        Self(fingerprint(&[base_url, corp_id, secret.expose()]))
    }

    /// The 32 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

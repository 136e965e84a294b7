//! Where a store keeps an application's token.

use std::fmt;

use crate::http::fingerprint::fingerprint;
use crate::http::secret::Secret;

/// The key of an application's token in a store: 32 hexadecimal digits.
///
/// It is the first half of a SHA-256 digest over base URL, corp id and secret. Two applications of one corporation have
/// different keys, and a changed secret has a new key. The secret cannot be computed from the key, so the key is safe in
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

    /// The key of a downstream corporation's token, which an application of this one gets.
    pub(crate) fn of_downstream(base_url: &str, upstream: [&str; 2], downstream: [&str; 3]) -> Self {
        Self(fingerprint(&[&[base_url], &upstream[..], &downstream[..]].concat()))
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

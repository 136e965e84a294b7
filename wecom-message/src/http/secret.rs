//! Secrets: text that is never shown.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::percent::encode;

/// A corp secret, an access token or a webhook key.
///
/// The text cannot be read back: there is no `Display`, `Debug` prints `Secret(…)`, and only this crate reads it, to put
/// it on the wire. Cloning is cheap and does not copy the text.
///
/// ```
/// use wecom_message::Secret;
///
/// let secret = Secret::from("do not print me");
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// ```
#[derive(Clone)]
pub struct Secret(Arc<str>);

impl Secret {
    /// The text itself: for the wire, and to remove it from answers that repeat it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Percent-encoded, as it stands in a query.
    pub(crate) fn encoded(&self) -> Cow<'_, str> {
        encode(&self.0)
    }

    /// What `part` leaves of it.
    pub(crate) fn map(&self, part: impl Fn(&str) -> &str) -> Self {
        let text = part(&self.0);
        if text.len() == self.0.len() { self.clone() } else { text.into() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Compares the texts. Not `PartialEq`: code outside this crate could guess a secret by comparing.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

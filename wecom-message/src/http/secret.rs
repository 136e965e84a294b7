//! Text that must not be shown.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::percent::encode;

/// A corp secret, an access token or a webhook key.
///
/// It goes in and does not come out: there is no `Display`, `Debug` prints `Secret(…)`, and only this crate reads
/// it, to put it on the wire. Cloning is cheap and does not copy the text.
///
/// ```
/// use wecom_message::Secret;
///
/// let secret = Secret::from("do not print me");
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// ```
#[derive(Clone)]
pub struct Secret(Arc<Forms>);

struct Forms {
    text: Box<str>,
    /// As it stands in a query; `None` where that is the same. Every request carries it.
    encoded: Option<Box<str>>,
}

impl Secret {
    /// The text itself; for the wire, and for taking it out of answers that repeat it.
    pub(crate) fn expose(&self) -> &str {
        &self.0.text
    }

    /// Percent-encoded.
    pub(crate) fn encoded(&self) -> &str {
        self.0.encoded.as_deref().unwrap_or(&self.0.text)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.text.is_empty()
    }

    /// Whether both are the same text. Not `PartialEq`, so that nobody outside can probe a secret by comparing.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.0.text == other.0.text
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        let encoded = match encode(&text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(encoded) => Some(encoded.into()),
        };
        Self(Arc::new(Forms { text: text.into(), encoded }))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

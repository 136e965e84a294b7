//! What a store keeps.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use super::access_token::AccessToken;
use super::lifetime::{LONGEST, LONGEST_PAUSE, divided};
use crate::http::secret::Secret;
use crate::store::milliseconds::whole_milliseconds;

/// What a [`TokenStore`](super::TokenStore) keeps under a key: a text, and for how long.
///
/// The format of the text is private to this crate. It usually holds a token, or WeCom's refusal after a wrong secret. It is
/// **secret**: keep it where only the application's processes can read it. `Debug` does not show it.
///
/// A store creates an entry from the text that it kept with [`from_text`](Self::from_text). Two entries are equal if their
/// texts are, regardless of their lifetimes.
#[derive(Clone)]
pub struct Entry {
    text: String,
    content: Content,
    lifetime: Duration,
}

#[derive(Clone)]
pub(super) enum Content {
    Token { token: Secret, margin: Duration },
    Refusal { errcode: i32, errmsg: String },
}

impl Entry {
    /// Creates an entry from a text that was kept, and the rest of its lifetime.
    ///
    /// `None` if the text did not come from [`text`](Self::text), or if the lifetime is zero or too long: more than a day, or
    /// ten minutes for a refusal. A store treats that as if it had kept nothing.
    pub fn from_text(text: impl Into<String>, lifetime: Duration) -> Option<Self> {
        let text = text.into();
        if lifetime.is_zero() || lifetime > LONGEST {
            return None;
        }
        let content = Content::read(&serde_json::from_str(&text).ok()?)?;
        let is_planted = matches!(content, Content::Refusal { .. }) && lifetime > LONGEST_PAUSE;
        (!is_planted).then_some(Self { text, content, lifetime })
    }

    /// The text to keep: one line of JSON, usually below 1 KB. Secret.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How long to keep it, at most a day. For a loaded entry, the lifetime that was left when it was loaded.
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    pub(super) fn content(&self) -> &Content {
        &self.content
    }

    pub(super) fn token(token: &Secret, margin: Duration, lifetime: Duration) -> Self {
        Self::new(Content::Token { token: token.clone(), margin }, lifetime)
    }

    pub(super) fn refusal(errcode: i32, errmsg: &str, lifetime: Duration) -> Self {
        Self::new(Content::Refusal { errcode, errmsg: errmsg.to_owned() }, lifetime)
    }

    fn new(content: Content, lifetime: Duration) -> Self {
        Self { text: content.write().to_string(), content, lifetime }
    }
}

impl Content {
    fn write(&self) -> Value {
        match self {
            Self::Token { token, margin } => {
                json!({ "access_token": token.expose(), "margin_ms": whole_milliseconds(*margin) })
            }
            Self::Refusal { errcode, errmsg } => json!({ "errcode": errcode, "errmsg": errmsg }),
        }
    }

    fn read(value: &Value) -> Option<Self> {
        if let Some(token) = value.get("access_token") {
            let token = token.as_str().filter(|token| !token.is_empty())?;
            let margin = Duration::from_millis(value.get("margin_ms")?.as_u64()?);
            return Some(Self::Token { token: token.into(), margin });
        }
        let errcode = i32::try_from(value.get("errcode")?.as_i64()?).ok()?;
        Some(Self::Refusal { errcode, errmsg: value.get("errmsg")?.as_str()?.to_owned() })
    }
}

/// The entry that a client creates for this token; for tests of a store.
impl From<&AccessToken> for Entry {
    fn from(token: &AccessToken) -> Self {
        let (fresh, margin) = divided(token.lifetime);
        Self::token(&token.token, margin, fresh)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Entry {}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry").field("lifetime", &self.lifetime).finish_non_exhaustive()
    }
}

//! What a store keeps.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

use super::access_token::AccessToken;
use super::lifetime::{LONGEST, LONGEST_PAUSE, divided};
use crate::http::secret::Secret;

/// What a [`TokenStore`](super::TokenStore) keeps under a key: a text, and for how long.
///
/// The text is this crate's own affair. Mostly it holds a token; after a wrong secret it holds WeCom's refusal. It is
/// **secret**: keep it where only the application's own processes can read it. `Debug` does not show it.
///
/// A store makes an entry from what it kept with [`from_text`](Self::from_text). Two entries are the same one where their texts
/// are, however long each has to go.
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
    /// An entry that was kept, with what is left of its lifetime.
    ///
    /// `None` where the text is not one that [`text`](Self::text) gave, or the lifetime is zero or longer than one of
    /// its kind has: a day, and ten minutes for a refusal. A store treats that as if nothing had been kept.
    pub fn from_text(text: impl Into<String>, lifetime: Duration) -> Option<Self> {
        let text = text.into();
        if lifetime.is_zero() || lifetime > LONGEST {
            return None;
        }
        let content = Content::read(&serde_json::from_str(&text).ok()?)?;
        let is_planted = matches!(content, Content::Refusal { .. }) && lifetime > LONGEST_PAUSE;
        (!is_planted).then_some(Self { text, content, lifetime })
    }

    /// What to keep: one line of JSON, mostly below 1 KB. Secret.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// For how long to keep it, from the moment when the store got it; at most a day. Where it was loaded, how long it
    /// had to go then.
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

/// For the tests of a store: the entry that a client makes of such a token.
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

pub(super) fn whole_milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

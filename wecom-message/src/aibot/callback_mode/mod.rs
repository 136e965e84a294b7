//! Callback mode: WeCom calls a URL of the program, in place of the long connection.

mod answers;
mod received;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io::Write;
use std::time::Duration;

pub use self::answers::{CardUpdateAnswer, MessageAnswer, PassiveAnswer, RefreshAnswer, WelcomeAnswer};
pub use self::received::ReceivedCallback;
use super::download::{Encrypted, Source};
use crate::callback::key::EncodingAesKey;
use crate::callback::{Answer, Callbacks, Error as CallbackError, ErrorKind, Query};
use crate::client::from_env::{required, variable};
use crate::error::Error;
use crate::http::secret::Secret;
use crate::media::download::Downloaded;

/// Verifies, decrypts and answers the callbacks of a smart bot whose API mode is the callback URL.
///
/// As [`Callbacks`] it does no input or output, except for [`download`](Self::download). A bot has either this mode or the long
/// connection; only the latter can push.
///
/// ```
/// use wecom_message::aibot::{AibotCallbacks, Event, PassiveAnswer, Stream};
/// use wecom_message::callback::Answer;
///
/// fn post(callbacks: &AibotCallbacks, query: &str, body: &[u8]) -> Result<Answer, Box<dyn std::error::Error>> {
///     let received = callbacks.receive(query, body)?;
///     Ok(match (received.event, received.answer) {
///         (Event::TextMessage(_), PassiveAnswer::Message(answer)) => answer.stream(Stream::new("S-1", "Looking it up"))?,
///         (Event::StreamRefresh(it), PassiveAnswer::Refresh(answer)) => answer.stream(Stream::new(it.id, "At nine.").finish(true))?,
///         (_, answer) => answer.acknowledge(),
///     })
/// }
/// ```
///
/// [Official page](https://developer.work.weixin.qq.com/document/path/101033)
#[derive(Clone)]
pub struct AibotCallbacks {
    callbacks: Callbacks,
    key: EncodingAesKey,
}

impl AibotCallbacks {
    /// The callbacks of a bot; both values are on its page in the console.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) when the token is empty, or the key does not have 43 letters and digits.
    pub fn new(token: impl Into<Secret>, encoding_aes_key: impl Into<Secret>) -> Result<Self, Error> {
        let key: Secret = encoding_aes_key.into();
        let callbacks = Callbacks::new(token, key.clone(), "")?;
        let key = EncodingAesKey::parse(key.expose().trim()).map_err(Error::configuration)?;
        Ok(Self { callbacks, key })
    }

    /// Callbacks from the environment: `WECOM_BOT_CALLBACK_TOKEN` and `WECOM_BOT_CALLBACK_AES_KEY`.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) when variables are missing or empty, or the key does not have 43 letters
    /// and digits.
    pub fn from_env() -> Result<Self, Error> {
        let [token, key] = required(["WECOM_BOT_CALLBACK_TOKEN", "WECOM_BOT_CALLBACK_AES_KEY"], variable)?;
        Self::new(token, key)
    }

    /// Verifies the URL: answers the GET that WeCom sends when it is saved, within a second.
    ///
    /// # Errors
    ///
    /// If the request is not from WeCom; respond with [`answer`](CallbackError::answer).
    pub fn verify<'q>(&self, query: impl Into<Query<'q>>) -> Result<Answer, CallbackError> {
        self.callbacks.verify(query)
    }

    /// Reads a callback: the query and the body of a POST. WeCom waits five seconds for the answer, and sends messages again
    /// otherwise; ignore those whose [`dedupe_key`](ReceivedCallback::dedupe_key) you know.
    ///
    /// # Errors
    ///
    /// If the request is not from WeCom; respond with [`answer`](CallbackError::answer).
    pub fn receive<'q>(
        &self,
        query: impl Into<Query<'q>>,
        body: impl AsRef<[u8]>,
    ) -> Result<ReceivedCallback, CallbackError> {
        let opened = self.callbacks.open(query, body)?;
        let body = serde_json::from_str(opened.text.as_str());
        let body = body.map_err(|_| CallbackError::about(ErrorKind::MalformedMessage, "it is not a JSON object"))?;
        Ok(ReceivedCallback::read(body, opened.responder))
    }

    /// Downloads a file that a member sent, as [`Aibot::download`](crate::Aibot::download) does. All files have the bot's own key.
    ///
    /// # Errors
    ///
    /// As for [`Aibot::download`](crate::Aibot::download).
    pub fn download<'m>(&self, file: impl Into<Encrypted<'m>>, to: &mut impl Write) -> Result<Downloaded, Error> {
        const TIME: Duration = Duration::from_secs(300);
        Source { url: file.into().url, root_certificates: None, time: TIME }.fetch(&self.key, to)
    }
}

/// Without token and key.
impl fmt::Debug for AibotCallbacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AibotCallbacks").finish_non_exhaustive()
    }
}

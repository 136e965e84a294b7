//! Verifying and decrypting what comes in.

use std::env;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::answer::Answer;
use super::builder::CallbacksBuilder;
use super::cipher;
use super::envelope::Envelope;
use super::error::{Error, ErrorKind};
use super::key::EncodingAesKey;
use super::query::{Query, Signature};
use super::received::Received;
use super::responder::Responder;
use super::signature::Signed;
use crate::client::from_env::required;
use crate::error;
use crate::http::secret::Secret;

/// Verifies, decrypts and answers the callbacks of one application.
///
/// It does no input or output: query and body go in as they came, an [`Answer`] comes out, and the web framework is the
/// program's own. Cloning is cheap; threads can use the same one at once. Neither token nor key is in its `Debug`.
#[derive(Clone)]
pub struct Callbacks {
    settings: Arc<Settings>,
}

pub(super) struct Settings {
    pub(super) token: Secret,
    pub(super) key: EncodingAesKey,
    pub(super) receive_ids: Vec<String>,
    pub(super) max_body: usize,
    pub(super) freshness: Option<Duration>,
    pub(super) now: Now,
}

pub(super) type Now = Box<dyn Fn() -> SystemTime + Send + Sync>;

/// A callback that was verified and decrypted, before its text is read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Opened {
    /// What was encrypted, exactly: XML, or JSON where that is set in the console.
    pub text: Plaintext,
    /// Which of the receive ids it is meant for.
    pub receive_id: String,
    /// Answers it.
    pub responder: Responder,
}

/// A decrypted text. It can hold codes that allow something, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Plaintext(String);

impl Callbacks {
    /// The callbacks of an application of one corporation.
    ///
    /// `token` and `encoding_aes_key` are those of the application's page in the administration console, under 接收消息.
    ///
    /// ```
    /// use wecom_message::callback::Callbacks;
    ///
    /// let callbacks = Callbacks::new("token", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")?;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`is_configuration`](error::Error::is_configuration) when the token or the corp id is empty, or the key does not have 43
    /// letters and digits.
    pub fn new(
        token: impl Into<Secret>,
        encoding_aes_key: impl Into<Secret>,
        corp_id: impl Into<String>,
    ) -> Result<Self, error::Error> {
        Self::builder(token, encoding_aes_key, corp_id).build()
    }

    /// Callbacks from the environment: `WECOM_CALLBACK_TOKEN`, `WECOM_CALLBACK_AES_KEY` and `WECOM_CORP_ID`.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](error::Error::is_configuration) when variables are missing or empty (all of them are named), or
    /// the key is none.
    pub fn from_env() -> Result<Self, error::Error> {
        let names = ["WECOM_CALLBACK_TOKEN", "WECOM_CALLBACK_AES_KEY", "WECOM_CORP_ID"];
        let [token, key, corp_id] = required(names, |name| env::var(name).ok())?;
        Self::new(token, key, corp_id)
    }

    /// Callbacks with other settings.
    pub fn builder(
        token: impl Into<Secret>,
        encoding_aes_key: impl Into<Secret>,
        receive_id: impl Into<String>,
    ) -> CallbacksBuilder {
        CallbacksBuilder::new(token.into(), encoding_aes_key.into(), receive_id.into())
    }

    pub(super) fn with(settings: Settings) -> Self {
        Self { settings: Arc::new(settings) }
    }

    /// Verifies the URL: answers the GET that WeCom sends when an administrator saves the settings.
    ///
    /// Answer exactly this, within a second.
    ///
    /// # Errors
    ///
    /// When it is not WeCom's or not for this side; answer [`Error::answer`].
    pub fn verify<'q>(&self, query: impl Into<Query<'q>>) -> Result<Answer, Error> {
        let verify = |query: &Query<'_>| {
            let signature = query.signature()?;
            let echo = query.echo()?;
            let (text, _receive_id) = self.decrypt(&signature, &echo)?;
            Ok(Answer::text(text))
        };
        verify(&query.into()).map_err(Error::in_verification)
    }

    /// Takes a callback: the query and the body of a POST.
    ///
    /// WeCom waits five seconds for the answer and sends the callback up to three times; handle what may take
    /// longer after answering. See [`Deduplicator`](super::Deduplicator).
    ///
    /// # Errors
    ///
    /// When it is not WeCom's or not for this side; answer [`Error::answer`].
    pub fn receive<'q>(&self, query: impl Into<Query<'q>>, body: impl AsRef<[u8]>) -> Result<Received, Error> {
        Received::read(self.open(query, body)?)
    }

    /// Verifies and decrypts a callback without reading its text; for what this crate does not know.
    ///
    /// # Errors
    ///
    /// As for [`receive`](Self::receive), less those of the text.
    pub fn open<'q>(&self, query: impl Into<Query<'q>>, body: impl AsRef<[u8]>) -> Result<Opened, Error> {
        let (query, body) = (query.into(), body.as_ref());
        if body.len() > self.settings.max_body {
            return Err(Error::new(ErrorKind::TooLarge));
        }
        let signature = query.signature()?;
        let envelope = Envelope::open(body)?;
        let (text, receive_id) = self.decrypt(&signature, &envelope.encrypted)?;
        self.check_freshness(&signature)?;
        let responder = Responder::new(self.clone(), envelope.form, signature.nonce.into_owned(), receive_id.clone());
        Ok(Opened { text: Plaintext(text), receive_id, responder })
    }

    fn decrypt(&self, signature: &Signature<'_>, encrypted: &str) -> Result<(String, String), Error> {
        let Settings { token, key, receive_ids, .. } = self.settings();
        let signed = Signed { token, timestamp: &signature.timestamp, nonce: &signature.nonce, encrypted };
        if !signed.is_signed_with(&signature.digits) {
            return Err(Error::new(ErrorKind::SignatureMismatch));
        }
        let plaintext = cipher::decrypt(key, encrypted).map_err(Error::new)?;
        match receive_ids.iter().find(|id| id.as_bytes() == plaintext.receive_id) {
            Some(receive_id) => Ok((plaintext.message, receive_id.clone())),
            None => Err(Error::receive_id(receive_ids, &plaintext.receive_id)),
        }
    }

    fn check_freshness(&self, signature: &Signature<'_>) -> Result<(), Error> {
        let Some(freshness) = self.settings.freshness else { return Ok(()) };
        let signed_at = signature.timestamp.parse().map(Duration::from_secs).ok();
        let is_fresh = signed_at.is_some_and(|signed_at| signed_at.abs_diff(self.settings.unix_time()) <= freshness);
        if is_fresh { Ok(()) } else { Err(Error::new(ErrorKind::Stale)) }
    }

    pub(super) fn settings(&self) -> &Settings {
        &self.settings
    }
}

impl Settings {
    /// Since 1970.
    pub(super) fn unix_time(&self) -> Duration {
        (self.now)().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default()
    }
}

impl Plaintext {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Plaintext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Plaintext({} bytes)", self.0.len())
    }
}

impl fmt::Debug for Callbacks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callbacks")
            .field("receive_ids", &self.settings.receive_ids)
            .field("max_body", &self.settings.max_body)
            .field("freshness", &self.settings.freshness)
            .finish_non_exhaustive()
    }
}

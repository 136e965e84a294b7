//! Verifying, decrypting and reading callbacks.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::answer::Answer;
use super::cipher;
use super::envelope::Envelope;
use super::error::{Error, ErrorKind};
use super::opened::{Opened, Plaintext};
use super::query::{Query, Signature};
use super::received::Received;
use super::responder::Responder;
use super::settings::Settings;
use super::signature::Signed;

/// Verifies, decrypts and answers the callbacks of one application.
///
/// It does no input or output: it takes query and body as they arrived, and gives an [`Answer`], so it works with every web
/// framework. Cloning is cheap, and threads can share it. Its `Debug` shows neither token nor key.
#[derive(Clone)]
pub struct Callbacks {
    settings: Arc<Settings>,
}

impl Callbacks {
    pub(super) fn with(settings: Settings) -> Self {
        Self { settings: Arc::new(settings) }
    }

    /// Verifies the URL: answers the GET that WeCom sends when an administrator saves the settings.
    ///
    /// Respond with exactly this, within a second.
    ///
    /// # Errors
    ///
    /// If the request is not from WeCom, or for another receiver; respond with [`Error::answer`].
    pub fn verify<'q>(&self, query: impl Into<Query<'q>>) -> Result<Answer, Error> {
        let verify = |query: &Query<'_>| {
            let signature = query.signature()?;
            let echo = query.echo()?;
            let (text, _receive_id) = self.decrypt(&signature, &echo)?;
            Ok(Answer::text(text))
        };
        verify(&query.into()).map_err(Error::in_verification)
    }

    /// Reads a callback: the query and the body of a POST.
    ///
    /// WeCom waits five seconds for the answer and sends a callback up to three times. Do work that may take
    /// longer after answering. See [`Deduplicator`](super::Deduplicator).
    ///
    /// # Errors
    ///
    /// If the request is not from WeCom, or for another receiver; respond with [`Error::answer`].
    pub fn receive<'q>(&self, query: impl Into<Query<'q>>, body: impl AsRef<[u8]>) -> Result<Received, Error> {
        Received::read(self.open(query, body)?)
    }

    /// Verifies and decrypts a callback without reading its text, for contents that this crate does not describe.
    ///
    /// # Errors
    ///
    /// Those of [`receive`](Self::receive), except for those of the text.
    pub fn open<'q>(&self, query: impl Into<Query<'q>>, body: impl AsRef<[u8]>) -> Result<Opened, Error> {
        let (query, body) = (query.into(), body.as_ref());
        if body.len() > self.settings.max_body {
            return Err(Error::new(ErrorKind::TooLarge));
        }
        let signature = query.signature()?;
        let envelope = Envelope::open(body)?;
        let (text, receive_id) = self.decrypt(&signature, &envelope.encrypted)?;
        self.check_freshness(&signature)?;
        let responder =
            Responder::new(Arc::clone(&self.settings), envelope.form, signature.nonce.into_owned(), receive_id.clone());
        Ok(Opened { text: Plaintext(text), receive_id, responder })
    }

    fn decrypt(&self, signature: &Signature<'_>, encrypted: &str) -> Result<(String, String), Error> {
        let Settings { token, key, receive_ids, .. } = &*self.settings;
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

    #[cfg(test)]
    pub(super) fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    fn check_freshness(&self, signature: &Signature<'_>) -> Result<(), Error> {
        let Some(freshness) = self.settings.freshness else { return Ok(()) };
        let signed_at = signature.timestamp.parse().map(Duration::from_secs).ok();
        let is_fresh = signed_at.is_some_and(|signed_at| signed_at.abs_diff(self.settings.unix_time()) <= freshness);
        if is_fresh { Ok(()) } else { Err(Error::new(ErrorKind::Stale)) }
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

//! Setting up callbacks.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::callbacks::Callbacks;
use super::key::EncodingAesKey;
use super::settings::{Now, Settings};
use crate::client::from_env::{required, variable};
use crate::error::Error;
use crate::http::secret::Secret;

/// Sets up [`Callbacks`].
///
/// ```
/// use std::time::Duration;
/// use wecom_message::callback::Callbacks;
///
/// # fn main() -> Result<(), wecom_message::Error> {
/// let callbacks = Callbacks::builder("token", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")
///     .allow_receive_id("the suite's id")
///     .freshness(Duration::from_secs(2 * 60 * 60))
///     .build()?;
/// # Ok(())
/// # }
/// ```
#[must_use = "a builder does nothing before `build`"]
pub struct CallbacksBuilder {
    token: Secret,
    encoding_aes_key: Secret,
    receive_ids: Vec<String>,
    max_body: usize,
    freshness: Option<Duration>,
    now: Now,
}

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
    /// [`is_configuration`](Error::is_configuration) when the token or the corp id is empty, or the key does not have 43
    /// letters and digits.
    pub fn new(
        token: impl Into<Secret>,
        encoding_aes_key: impl Into<Secret>,
        corp_id: impl Into<String>,
    ) -> Result<Self, Error> {
        Self::builder(token, encoding_aes_key, corp_id).build()
    }

    /// Callbacks from the environment: `WECOM_CALLBACK_TOKEN`, `WECOM_CALLBACK_AES_KEY` and `WECOM_CORP_ID`.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) when variables are missing or empty (all of them are named), or
    /// the key does not have 43 letters and digits.
    pub fn from_env() -> Result<Self, Error> {
        let names = ["WECOM_CALLBACK_TOKEN", "WECOM_CALLBACK_AES_KEY", "WECOM_CORP_ID"];
        let [token, key, corp_id] = required(names, variable)?;
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
}

impl CallbacksBuilder {
    pub(super) fn new(token: Secret, encoding_aes_key: Secret, receive_id: String) -> Self {
        const MAX_BODY: usize = 1024 * 1024;
        Self {
            token,
            encoding_aes_key,
            receive_ids: vec![receive_id],
            max_body: MAX_BODY,
            freshness: None,
            now: Box::new(SystemTime::now),
        }
    }

    /// Also takes callbacks that are meant for this receive id.
    ///
    /// For applications of one corporation it is the corp id. Those of a provider get its corp id when the URL is verified, the
    /// suite id with commands and the corp id of a customer with its data; those of a natural person, and smart bots, have the
    /// empty one.
    pub fn allow_receive_id(mut self, receive_id: impl Into<String>) -> Self {
        self.receive_ids.push(receive_id.into());
        self
    }

    /// The longest body that is taken, in bytes; 1 MiB by default. Callbacks have a few KiB.
    ///
    /// A web framework must bound what it reads by itself.
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Takes only callbacks that were signed so short a time ago, or will be: clocks differ. Off by default, since WeCom states
    /// no such time and it is not known whether it signs a retry anew; two hours are safe.
    ///
    /// Verifying the URL is never refused for it.
    pub fn freshness(mut self, freshness: Duration) -> Self {
        self.freshness = Some(freshness);
        self
    }

    /// The time of day, for freshness and the time stamp of answers; the system's by default.
    pub fn clock(mut self, now: impl Fn() -> SystemTime + Send + Sync + 'static) -> Self {
        self.now = Box::new(now);
        self
    }

    /// The callbacks.
    ///
    /// # Errors
    ///
    /// [`is_configuration`](Error::is_configuration) when the token is empty, or the key does not have 43 letters and digits.
    pub fn build(self) -> Result<Callbacks, Error> {
        let Self { token, encoding_aes_key, receive_ids, max_body, freshness, now } = self;
        if token.is_empty() {
            return Err(Error::configuration("the token of the callbacks is empty"));
        }
        let key = EncodingAesKey::parse(encoding_aes_key.expose().trim()).map_err(|reason| {
            Error::configuration(format!("the EncodingAESKey of the callbacks is not usable: {reason}"))
        })?;
        Ok(Callbacks::with(Settings { token, key, receive_ids, max_body, freshness, now }))
    }
}

impl fmt::Debug for CallbacksBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallbacksBuilder")
            .field("receive_ids", &self.receive_ids)
            .field("max_body", &self.max_body)
            .field("freshness", &self.freshness)
            .finish_non_exhaustive()
    }
}

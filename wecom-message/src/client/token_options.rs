//! The settings of a client that concern tokens.

use std::error::Error as StdError;
use std::sync::Arc;

use super::builder::ClientBuilder;
use crate::token::access_token::AccessToken;
use crate::token::store::TokenStore;

impl ClientBuilder {
    /// Shares the access token with other processes, or with other clients of this process. [`token`](crate::token) describes
    /// the stores.
    ///
    /// Several clients can use one store: give each a clone, or an `Arc`. Each application has its own entry.
    pub fn token_store(mut self, store: impl TokenStore + 'static) -> Self {
        self.account.tokens.store = Some(Arc::new(store));
        self
    }

    /// Takes tokens from `source` instead of `gettoken`, such as a service of the company that issues them.
    ///
    /// The client keeps a token for its lifetime. It asks for the next one shortly before the end, and once per message if WeCom
    /// refuses the token. The secret is not used and can be empty. `timeout` does not interrupt `source`, so limit its time;
    /// other threads wait up to [`REFRESH_WAIT`](crate::token::REFRESH_WAIT) for it. If it fails, the call fails with
    /// [`is_token_source`](crate::Error::is_token_source), and its error is the [`source`](StdError::source).
    ///
    /// ```
    /// use std::time::Duration;
    /// use wecom_message::Client;
    /// use wecom_message::token::AccessToken;
    ///
    /// # fn ask_the_token_service() -> Result<String, std::io::Error> { Ok("token".to_owned()) }
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let client = Client::builder("corp id", "", 1000002)
    ///     .token_source(|| Ok(AccessToken::new(ask_the_token_service()?, Duration::from_secs(600))))
    ///     .build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn token_source(
        mut self,
        source: impl Fn() -> Result<AccessToken, Box<dyn StdError + Send + Sync>> + Send + Sync + 'static,
    ) -> Self {
        self.account.tokens.source = Some(Arc::new(source));
        self
    }
}

//! What a client is told about tokens.

use std::error::Error as StdError;
use std::sync::Arc;

use super::builder::ClientBuilder;
use crate::token::access_token::AccessToken;
use crate::token::store::TokenStore;

impl ClientBuilder {
    /// Shares the access token with other processes, or other clients of this one; [`token`](crate::token) says which store
    /// is for whom, and what it does.
    ///
    /// A store can be shared: give each client a clone, or an `Arc`. Applications do not disturb each other in it.
    pub fn token_store(mut self, store: impl TokenStore + 'static) -> Self {
        self.account.tokens.store = Some(Arc::new(store));
        self
    }

    /// Takes tokens from the application instead of `gettoken`: from a service of the company that hands them out.
    ///
    /// The client keeps a token for its lifetime and asks again shortly before the end, or when WeCom refuses it: then once
    /// per message. The secret is not used, and may be empty. Bound the time that `source` takes; `timeout` cannot interrupt
    /// it, and while it runs, other threads wait as [`REFRESH_WAIT`](crate::token::REFRESH_WAIT) says. Its error is the
    /// [`source`](StdError::source) of the one that the call gives, [`is_token_source`](crate::Error::is_token_source).
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

//! A token as WeCom hands it out.

use std::time::Duration;

use crate::http::secret::Secret;

/// An access token and its lifetime.
///
/// A [`token_source`](crate::ClientBuilder::token_source) returns it. `Debug` does not show the token.
#[derive(Clone, Debug)]
pub struct AccessToken {
    pub(crate) token: Secret,
    pub(crate) lifetime: Duration,
}

impl AccessToken {
    /// A token that is valid for `lifetime` from now.
    ///
    /// WeCom's tokens are valid for two hours. The client asks for the next token when a tenth of the lifetime is left, at
    /// most two minutes. With a lifetime of zero, it asks before each message.
    pub fn new(token: impl Into<Secret>, lifetime: Duration) -> Self {
        Self { token: token.into(), lifetime }
    }
}

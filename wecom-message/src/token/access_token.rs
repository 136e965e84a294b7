//! A token as WeCom hands it out.

use std::time::Duration;

use crate::http::secret::Secret;

/// An access token and how long it is good for.
///
/// It is what a [`token_source`](crate::ClientBuilder::token_source) gives. `Debug` does not show the token.
#[derive(Clone, Debug)]
pub struct AccessToken {
    pub(crate) token: Secret,
    pub(crate) lifetime: Duration,
}

impl AccessToken {
    /// A token that is good for `lifetime` from now.
    ///
    /// WeCom's own live for two hours. The client asks for the next one when a tenth of the lifetime is left, at most
    /// two minutes; with a lifetime of zero it asks before each message.
    pub fn new(token: impl Into<Secret>, lifetime: Duration) -> Self {
        Self { token: token.into(), lifetime }
    }
}

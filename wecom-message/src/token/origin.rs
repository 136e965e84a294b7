//! Where a client gets tokens from, other than from its memory.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use super::access_token::AccessToken;
use super::store::TokenStore;
use crate::error::Error;

type Source = dyn Fn() -> Result<AccessToken, Box<dyn StdError + Send + Sync>> + Send + Sync;

/// The settings of the builder that concern tokens.
#[derive(Clone, Default)]
pub(crate) struct Origin {
    pub(crate) store: Option<Arc<dyn TokenStore>>,
    /// In place of `gettoken`.
    pub(crate) source: Option<Arc<Source>>,
}

impl Origin {
    /// Whether the client asks `gettoken`, which takes a secret.
    pub(crate) fn is_wecom(&self) -> bool {
        self.source.is_none()
    }
}

/// A token from the application's own source, or else from WeCom.
pub(super) fn ask(
    source: Option<&Source>,
    fetch: impl FnOnce() -> Result<AccessToken, Error>,
) -> Result<AccessToken, Error> {
    match source {
        Some(source) => source().map_err(Error::token_source),
        None => fetch(),
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origin").field("store", &self.store.is_some()).field("source", &self.source.is_some()).finish()
    }
}

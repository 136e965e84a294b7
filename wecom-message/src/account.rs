//! Who a builder sets up.

use std::fmt;

use crate::credential::Credential;
use crate::secret::Secret;
use crate::token::{Origin, TokenCache, TokenKey};

/// The account of a [`ClientBuilder`](crate::ClientBuilder): an application of a corporation.
#[derive(Clone)]
pub struct Application {
    pub(crate) corp_id: String,
    pub(crate) secret: Secret,
    pub(crate) agent_id: i64,
    pub(crate) tokens: Origin,
}

/// The account of a [`RobotBuilder`](crate::RobotBuilder): the webhook of a group.
#[cfg(feature = "robot")]
#[derive(Clone, Debug)]
pub struct Webhook {
    pub(crate) key: Secret,
}

impl Application {
    pub(crate) fn credential(&self, base_url: &str) -> Credential {
        let (corp_id, secret) = (self.corp_id.clone(), self.secret.clone());
        let tokens = Box::new(TokenCache::new(&self.tokens, TokenKey::new(base_url, &corp_id, &secret)));
        Credential::Application { corp_id, secret, tokens }
    }
}

#[cfg(feature = "robot")]
impl Webhook {
    pub(crate) fn credential(&self) -> Credential {
        Credential::Webhook { key: self.key.clone() }
    }
}

/// Not the secret.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application")
            .field("corp_id", &self.corp_id)
            .field("agent_id", &self.agent_id)
            .finish_non_exhaustive()
    }
}

//! The application that a client sends as.

use std::fmt;

use super::credential::ApplicationCredential;
use super::pasted::trim;
use crate::clock::SharedClock;
use crate::http::secret::Secret;
use crate::sending::credential::Credential;
use crate::sending::pace::rate::{HOUR, MINUTE, Rate, Window};
use crate::token::cache::TokenCache;
use crate::token::key::TokenKey;
use crate::token::origin::Origin;

/// The account of a [`ClientBuilder`](crate::ClientBuilder): an application of a corporation.
#[derive(Clone)]
pub struct Application {
    pub(super) corp_id: String,
    pub(super) secret: Secret,
    pub(super) agent_id: i64,
    pub(super) tokens: Origin,
}

/// <https://developer.work.weixin.qq.com/document/path/90312>
pub(super) static RATE: Rate = Rate {
    windows: &[Window { messages: 30, time: MINUTE }, Window { messages: 1000, time: HOUR }],
    is_per_member: true,
};

impl Application {
    pub(super) fn credential(&self, base_url: &str, clock: SharedClock) -> Box<dyn Credential> {
        let (corp_id, secret) = (trim(&self.corp_id).to_owned(), self.secret.map(trim));
        let tokens = TokenCache::new(&self.tokens, TokenKey::new(base_url, &corp_id, &secret), clock);
        Box::new(ApplicationCredential { corp_id, secret, tokens })
    }
}

/// Without the secret.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application")
            .field("corp_id", &self.corp_id)
            .field("agent_id", &self.agent_id)
            .finish_non_exhaustive()
    }
}

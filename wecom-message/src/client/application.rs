//! The application that a client sends as.

use std::fmt;
use std::sync::Arc;

use super::credential::ApplicationCredential;
use super::downstream::Downstream;
use super::pasted::trim;
use crate::clock::SharedClock;
use crate::http::secret::Secret;
use crate::sending::credential::Credential;
use crate::sending::pace::rate::{Counted, DAY, HOUR, MINUTE, Rate, Window};
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
    pub(super) downstream: Option<Downstream>,
}

/// <https://developer.work.weixin.qq.com/document/path/90312>, and for chats <https://developer.work.weixin.qq.com/document/path/90248>
pub(super) static RATES: [Rate; 2] = [
    Rate {
        of: Counted::Members,
        windows: &[Window { messages: 30, time: MINUTE }, Window { messages: 1000, time: HOUR }],
    },
    Rate {
        of: Counted::Chats,
        windows: &[Window { messages: 200, time: MINUTE }, Window { messages: 10_000, time: DAY }],
    },
];

impl Application {
    pub(super) fn credential(&self, base_url: &str, clock: SharedClock) -> Box<dyn Credential> {
        let (corp_id, secret) = (trim(&self.corp_id).to_owned(), self.secret.map(trim));
        let tokens = TokenCache::new(&self.tokens, TokenKey::new(base_url, &corp_id, &secret), Arc::clone(&clock));
        let credential = ApplicationCredential { corp_id, secret, tokens };
        match &self.downstream {
            None => Box::new(credential),
            Some(downstream) => Box::new(downstream.credential(credential, base_url, self.tokens.store.clone(), clock)),
        }
    }

    /// The corporation and the application that messages come from.
    pub(super) fn sender(&self) -> (&str, i64) {
        match &self.downstream {
            None => (trim(&self.corp_id), self.agent_id),
            Some(downstream) => downstream.sender(),
        }
    }
}

/// Without the secret.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application")
            .field("corp_id", &self.corp_id)
            .field("agent_id", &self.agent_id)
            .field("downstream", &self.downstream)
            .finish_non_exhaustive()
    }
}

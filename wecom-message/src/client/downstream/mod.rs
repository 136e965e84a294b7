//! A downstream corporation that an application is shared with.

mod credential;

use std::sync::Arc;

use self::credential::DownstreamCredential;
use super::builder::ClientBuilder;
use super::credential::ApplicationCredential;
use super::pasted::trim;
use crate::clock::SharedClock;
use crate::token::cache::TokenCache;
use crate::token::key::TokenKey;
use crate::token::origin::Origin;
use crate::token::store::TokenStore;

/// A corporation that an application of another one is shared with: 下级企业 in a corporate group, 下游企业 in a supply chain.
///
/// `list_app_share_info` lists the corporations, and the application's id in each.
/// [Official page](https://developer.work.weixin.qq.com/document/path/93360)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Downstream {
    corp_id: String,
    agent_id: i64,
    business_type: i64,
}

impl Downstream {
    /// A member of a corporate group (企业互联, 局校互联); `agent_id` is the application's id there.
    pub fn corp_group(corp_id: impl Into<String>, agent_id: i64) -> Self {
        Self { corp_id: corp_id.into(), agent_id, business_type: 0 }
    }

    /// A member of a supply chain (上下游); `agent_id` is the application's id there.
    pub fn supply_chain(corp_id: impl Into<String>, agent_id: i64) -> Self {
        Self { corp_id: corp_id.into(), agent_id, business_type: 1 }
    }

    pub(super) fn sender(&self) -> (&str, i64) {
        (trim(&self.corp_id), self.agent_id)
    }

    pub(super) fn credential(
        &self,
        upstream: ApplicationCredential,
        base_url: &str,
        store: Option<Arc<dyn TokenStore>>,
        clock: SharedClock,
    ) -> DownstreamCredential {
        let (corp_id, agent_id) = self.sender();
        let key = TokenKey::of_downstream(
            base_url,
            [&upstream.corp_id, upstream.secret.expose()],
            [corp_id, &agent_id.to_string(), &self.business_type.to_string()],
        );
        let tokens = TokenCache::new(&Origin { store, source: None }, key, clock);
        DownstreamCredential { upstream, downstream: Self { corp_id: corp_id.to_owned(), ..self.clone() }, tokens }
    }
}

impl ClientBuilder {
    /// Sends to the members of a downstream corporation that the application is shared with.
    ///
    /// Corp id, secret and agent id of the builder are those of the corporation that shares the application. Everything that the
    /// client sends goes out as the application of the downstream corporation. Its token is fetched with that of the sharing
    /// corporation, kept like it, and shared in the same [`token_store`](Self::token_store); a
    /// [`token_source`](Self::token_source) supplies the token of the sharing corporation.
    ///
    /// Clients for many downstream corporations need a token store, or each fetches the token of the sharing corporation.
    ///
    /// ```
    /// use wecom_message::{Client, Downstream};
    ///
    /// # fn main() -> Result<(), wecom_message::Error> {
    /// let client = Client::builder("corp id", "secret", 1000002)
    ///     .downstream(Downstream::supply_chain("downstream corp id", 1000005))
    ///     .build()?;
    /// assert_eq!(client.agent_id(), 1000005);
    /// # Ok(())
    /// # }
    /// ```
    pub fn downstream(mut self, corporation: Downstream) -> Self {
        self.account.downstream = Some(corporation);
        self
    }
}

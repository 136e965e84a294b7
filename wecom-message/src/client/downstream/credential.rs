//! The credential in a downstream corporation: an access token, fetched with that of the corporation that shares the application.

use std::time::Instant;

use serde_json::json;

use super::Downstream;
use crate::client::credential::{ApplicationCredential, discard, is_token_refused, read_token};
use crate::client::pasted::check;
use crate::error::{DOWNSTREAM_TOKEN, Error};
use crate::http::Http;
use crate::http::request::{HttpRequest, Payload};
use crate::sending::answer::Answer;
use crate::sending::credential::{Credential, Discarded, Proof};
use crate::token::access_token::AccessToken;
use crate::token::cache::TokenCache;

pub(in crate::client) struct DownstreamCredential {
    pub(super) upstream: ApplicationCredential,
    pub(super) downstream: Downstream,
    pub(super) tokens: TokenCache,
}

impl Credential for DownstreamCredential {
    fn check(&self) -> Result<(), Error> {
        if self.downstream.corp_id.is_empty() {
            return Err(Error::configuration("the corp id of the downstream corporation is empty"));
        }
        check("the corp id of the downstream corporation", &self.downstream.corp_id)?;
        self.upstream.check()
    }

    fn prove(&self, http: &Http, deadline: Instant) -> Result<Proof, Error> {
        let time = deadline.saturating_duration_since(Instant::now());
        let token = self.tokens.get(time, || self.fetch_token(http, deadline))?;
        let secrets = [token.clone(), self.upstream.secret.clone()];
        Ok(Proof { parameter: "access_token", value: token, secrets })
    }

    fn discard(&self, refused: &Proof, error: &Error) -> Discarded {
        if is_token_refused(error) { discard(&self.tokens, refused) } else { Discarded::Nothing }
    }
}

impl DownstreamCredential {
    /// With another token of the sharing corporation, once, if WeCom refuses the one at hand.
    fn fetch_token(&self, http: &Http, deadline: Instant) -> Result<AccessToken, Error> {
        let proof = self.upstream.prove(http, deadline)?;
        match self.ask(http, deadline, &proof) {
            Err(error) if self.upstream.discard(&proof, &error) != Discarded::Nothing => {
                self.ask(http, deadline, &self.upstream.prove(http, deadline)?)
            }
            outcome => outcome,
        }
    }

    fn ask(&self, http: &Http, deadline: Instant, proof: &Proof) -> Result<AccessToken, Error> {
        let Downstream { corp_id, agent_id, business_type } = &self.downstream;
        let body = json!({ "corpid": corp_id, "agentid": agent_id, "business_type": business_type }).to_string();
        let (query, payload) = (proof.query(""), Payload::Json(body.as_bytes()));
        let request = HttpRequest { path: DOWNSTREAM_TOKEN, query, payload, range: None, deadline };
        let response = http.execute(request).map_err(|error| Error::transport(DOWNSTREAM_TOKEN, error))?;
        read_token(Answer::decode(DOWNSTREAM_TOKEN, &response, &proof.secrets)?)
    }
}

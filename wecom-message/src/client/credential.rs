//! The credential of an application: an access token, fetched with corp id and secret.

use std::borrow::Cow;
use std::slice;
use std::time::{Duration, Instant};

use super::pasted::check;
use crate::error::{Error, GETTOKEN};
use crate::http::Http;
use crate::http::percent::encode;
use crate::http::request::{HttpRequest, Payload, Query};
use crate::http::secret::Secret;
use crate::sending::answer::Answer;
use crate::sending::credential::{Credential, Discarded, Proof};
use crate::sending::record;
use crate::token::access_token::AccessToken;
use crate::token::cache::TokenCache;

pub(super) struct ApplicationCredential {
    pub(super) corp_id: String,
    pub(super) secret: Secret,
    pub(super) tokens: TokenCache,
}

impl Credential for ApplicationCredential {
    fn check(&self) -> Result<(), Error> {
        if self.corp_id.is_empty() || (self.secret.is_empty() && self.tokens.asks_wecom()) {
            return Err(Error::configuration("the corp id or the secret is empty"));
        }
        check("the corp id", &self.corp_id)?;
        check("the secret", self.secret.expose())
    }

    fn prove(&self, http: &Http, deadline: Instant) -> Result<Proof, Error> {
        let time = deadline.saturating_duration_since(Instant::now());
        let token = self.tokens.get(time, || fetch_token(http, &self.corp_id, &self.secret, deadline))?;
        let secrets = [token.clone(), self.secret.clone()];
        Ok(Proof { parameter: "access_token", value: token, secrets })
    }

    fn discard(&self, refused: &Proof, error: &Error) -> Discarded {
        if is_token_refused(error) { discard(&self.tokens, refused) } else { Discarded::Nothing }
    }
}

pub(super) fn discard(tokens: &TokenCache, refused: &Proof) -> Discarded {
    if tokens.invalidate(&refused.value) { Discarded::Shared } else { Discarded::Own }
}

/// WeCom answers any of the three codes to an expired token. At gettoken, 40001 is about the secret.
pub(super) fn is_token_refused(error: &Error) -> bool {
    let refused = error.errcode().is_some_and(|code| matches!(code.value(), 40001 | 40014 | 42001));
    refused && error.endpoint() != Some(GETTOKEN)
}

fn fetch_token(http: &Http, corp_id: &str, secret: &Secret, deadline: Instant) -> Result<AccessToken, Error> {
    let query = Query::new(format!("corpid={}&corpsecret={}", encode(corp_id), secret.encoded()));
    let request = HttpRequest { path: GETTOKEN, query, payload: Payload::None, range: None, deadline };
    let response = http.execute(request).map_err(|error| Error::transport(GETTOKEN, error))?;
    read_token(Answer::decode(GETTOKEN, &response, slice::from_ref(secret))?)
}

pub(super) fn read_token(answer: Answer<'_>) -> Result<AccessToken, Error> {
    const USUAL_LIFETIME: u64 = 7200;
    /// A token that ends at once would be fetched for every message; one that ends too early is fetched again when refused.
    const SHORTEST_LIFETIME: Duration = Duration::from_secs(60);
    let Some(token) = answer.string("access_token").map(Cow::into_owned) else {
        return Err(answer.lacks("errcode is 0, but there is no access_token"));
    };
    let lifetime = Duration::from_secs(answer.number("expires_in").unwrap_or(USUAL_LIFETIME));
    if lifetime < SHORTEST_LIFETIME {
        record::short_lifetime(lifetime, SHORTEST_LIFETIME);
    }
    Ok(AccessToken::new(token, lifetime.max(SHORTEST_LIFETIME)))
}

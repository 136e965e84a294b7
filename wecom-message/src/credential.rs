//! How a request proves who sends it.

use std::slice;
use std::time::{Duration, Instant};

use crate::answer::Answer;
use crate::base_url::encode;
use crate::error::{Error, GETTOKEN};
use crate::pace::{Pace, Pacing};
use crate::secret::Secret;
use crate::token::{AccessToken, TokenCache};
use crate::transport::{Http, HttpRequest, Payload, Query};

/// Who sends.
pub(crate) enum Credential {
    /// An application of a corporation, by an access token that it fetches.
    Application { corp_id: String, secret: Secret, tokens: Box<TokenCache> },
    /// A group robot, by its key.
    #[cfg(feature = "robot")]
    Webhook { key: Secret },
}

/// What an attempt carries in its query, and what therefore must be in no error.
pub(crate) struct Proof {
    parameter: &'static str,
    value: Secret,
    pub(crate) secrets: [Secret; 2],
}

impl Proof {
    /// `access_token=…`, and after it what else belongs into the query: `&type=image`.
    pub(crate) fn query(&self, parameters: &str) -> Query {
        Query { before: self.parameter.into(), secret: self.value.clone(), after: parameters.to_owned() }
    }
}

impl Credential {
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self {
            Self::Application { corp_id, secret, tokens }
                if corp_id.is_empty() || (secret.is_empty() && tokens.asks_wecom()) =>
            {
                Err(Error::configuration("the corp id or the secret is empty"))
            }
            #[cfg(feature = "robot")]
            Self::Webhook { key } if key.is_empty() => Err(Error::configuration("the webhook's key is empty")),
            _ => Ok(()),
        }
    }

    pub(crate) fn pace(&self, pacing: Pacing) -> Pace {
        match self {
            Self::Application { .. } => Pace::per_member(pacing),
            #[cfg(feature = "robot")]
            Self::Webhook { .. } => Pace::per_webhook(pacing),
        }
    }

    /// Fetches the token where it has to.
    pub(crate) fn prove(&self, http: &Http, deadline: Instant) -> Result<Proof, Error> {
        match self {
            Self::Application { corp_id, secret, tokens } => {
                let token = tokens.get(deadline, || fetch_token(http, corp_id, secret, deadline))?;
                let secrets = [token.clone(), secret.clone()];
                Ok(Proof { parameter: "access_token=", value: token, secrets })
            }
            #[cfg(feature = "robot")]
            Self::Webhook { key } => {
                Ok(Proof { parameter: "key=", value: key.clone(), secrets: [key.clone(), key.clone()] })
            }
        }
    }

    /// Whether WeCom refused the proof itself, and there will be another one the next time.
    pub(crate) fn discard(&self, refused: &Proof, error: &Error) -> bool {
        match self {
            Self::Application { tokens, .. } => {
                let is_refused = is_token_refused(error);
                if is_refused {
                    tokens.invalidate(&refused.value);
                }
                is_refused
            }
            #[cfg(feature = "robot")]
            Self::Webhook { .. } => false,
        }
    }
}

/// An expired token comes back as any of the three; at gettoken 40001 is the secret.
fn is_token_refused(error: &Error) -> bool {
    let refused = error.errcode().is_some_and(|code| matches!(code.value(), 40001 | 40014 | 42001));
    refused && error.endpoint() != Some(GETTOKEN)
}

fn fetch_token(http: &Http, corp_id: &str, secret: &Secret, deadline: Instant) -> Result<AccessToken, Error> {
    const USUAL_LIFETIME: u64 = 7200;
    let before = format!("corpid={}&corpsecret=", encode(corp_id)).into();
    let query = Query { before, secret: secret.clone(), after: String::new() };
    let request = HttpRequest { path: GETTOKEN, query, payload: Payload::None, range: None, deadline };
    let response = http.execute(request).map_err(|error| Error::transport(GETTOKEN, error))?;
    let answer = Answer::decode(GETTOKEN, &response, slice::from_ref(secret))?;
    let Some(token) = answer.string("access_token").filter(|token| !token.is_empty()) else {
        return Err(answer.lacks("errcode is 0, but there is no access_token".to_owned()));
    };
    let lifetime = Duration::from_secs(answer.number("expires_in").unwrap_or(USUAL_LIFETIME));
    Ok(AccessToken::new(token, lifetime))
}

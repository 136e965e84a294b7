//! The credential of a request.

use std::time::Instant;

use crate::error::Error;
use crate::http::Http;
use crate::http::request::Query;
use crate::http::secret::Secret;

/// The sender's credential: the access token of an application, or the key of a robot's webhook.
pub(crate) trait Credential: Send + Sync {
    /// Fails if it is incomplete.
    fn check(&self) -> Result<(), Error>;

    /// The proof of the sender for the next attempt.
    fn prove(&self, http: &Http, deadline: Instant) -> Result<Proof, Error>;

    /// Discards the proof if WeCom refused it; the next attempt gets another one.
    fn discard(&self, refused: &Proof, error: &Error) -> Discarded;
}

/// The state of a proof after an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Discarded {
    /// The error is about something else, or there is no other proof.
    Nothing,
    /// Discarded: a token that this process had fetched.
    Own,
    /// Discarded: a token that another process had saved.
    Shared,
}

/// The proof that one attempt carries.
pub(crate) struct Proof {
    /// `access_token`
    pub(crate) parameter: &'static str,
    pub(crate) value: Secret,
    /// Secrets that errors must not show.
    pub(crate) secrets: [Secret; 2],
}

impl Proof {
    /// `access_token=…` and the other parameters: `&type=image`.
    pub(crate) fn query(&self, parameters: &str) -> Query {
        Query::new(format!("{}={}{parameters}", self.parameter, self.value.encoded()))
    }
}

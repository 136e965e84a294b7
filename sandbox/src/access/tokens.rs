//! Access tokens.

use std::collections::HashMap;
use std::time::Duration;

/// How long a token is valid, as `gettoken` says.
pub(super) const LIFETIME: Duration = Duration::from_secs(7200);

/// The tokens that were issued.
#[derive(Debug, Default)]
pub(crate) struct Tokens(HashMap<String, Token>);

#[derive(Debug)]
struct Token {
    application: usize,
    expires: Duration,
}

/// Why a token does not work.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum TokenError {
    Expired,
    Unknown,
}

impl Tokens {
    pub(super) fn add(&mut self, token: String, application: usize, now: Duration) {
        self.0.insert(token, Token { application, expires: now + LIFETIME });
    }

    /// The application's latest valid token and its remaining lifetime: WeCom hands it out again until it expires.
    pub(super) fn current(&self, application: usize, now: Duration) -> Option<(String, Duration)> {
        let valid = self.0.iter().filter(|(_, token)| token.application == application && token.expires > now);
        let (name, token) = valid.max_by_key(|(_, token)| token.expires)?;
        Some((name.clone(), token.expires.saturating_sub(now)))
    }

    /// The index of the application that the token is for.
    pub(super) fn application(&self, token: &str, now: Duration) -> Result<usize, TokenError> {
        let token = self.0.get(token).ok_or(TokenError::Unknown)?;
        if token.expires > now { Ok(token.application) } else { Err(TokenError::Expired) }
    }

    /// Makes every token expire now.
    pub(crate) fn expire(&mut self, now: Duration) {
        self.0.values_mut().for_each(|token| token.expires = token.expires.min(now));
    }

    /// Makes every token unknown.
    pub(crate) fn revoke(&mut self) {
        self.0.clear();
    }
}

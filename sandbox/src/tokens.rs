//! Access tokens: which application they speak for, and until when.

use std::collections::HashMap;
use std::time::Duration;

/// How long a token lives, as `gettoken` says it.
pub(crate) const LIFETIME: Duration = Duration::from_secs(7200);

/// The tokens handed out so far.
#[derive(Debug, Default)]
pub(crate) struct Tokens(HashMap<String, Token>);

#[derive(Debug)]
struct Token {
    application: usize,
    expires: Duration,
}

/// What a token is worth.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It speaks for the application of this index.
    Good(usize),
    Expired,
    Unknown,
}

impl Tokens {
    pub(crate) fn add(&mut self, token: String, application: usize, now: Duration) {
        self.0.insert(token, Token { application, expires: now + LIFETIME });
    }

    /// The application's token that is good for longest, and for how long.
    ///
    /// WeCom hands out the same one again while it is valid.
    pub(crate) fn current(&self, application: usize, now: Duration) -> Option<(String, Duration)> {
        let good = self.0.iter().filter(|(_, token)| token.application == application && token.expires > now);
        let (name, token) = good.max_by_key(|(_, token)| token.expires)?;
        Some((name.clone(), token.expires.saturating_sub(now)))
    }

    pub(crate) fn worth(&self, token: &str, now: Duration) -> Worth {
        match self.0.get(token) {
            Some(token) if token.expires > now => Worth::Good(token.application),
            Some(_) => Worth::Expired,
            None => Worth::Unknown,
        }
    }

    /// From now on they are expired.
    pub(crate) fn expire(&mut self, now: Duration) {
        self.0.values_mut().for_each(|token| token.expires = token.expires.min(now));
    }

    /// From now on they have never been.
    pub(crate) fn revoke(&mut self) {
        self.0.clear();
    }
}

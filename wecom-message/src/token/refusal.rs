//! WeCom's answer that the credentials are wrong: it is not asked again for a while.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::entry::Entry;
use super::lifetime::LONGEST_PAUSE;
use crate::error::api_error::ApiError;
use crate::error::{Error, GETTOKEN};
use crate::http::scrub::scrub;
use crate::sending::record;

/// A failure to get a token.
#[derive(Clone, Debug)]
pub(super) struct Setback {
    pub(super) error: Error,
    /// How long not to try again; only if the credentials are wrong.
    pub(super) pause: Option<Duration>,
}

impl Setback {
    /// `pause` is for refused credentials.
    pub(super) fn new(error: Error, pause: Duration) -> Self {
        let pause = is_refusal(&error).then_some(pause);
        Self { error, pause }
    }

    /// A refusal that another process received.
    pub(super) fn stored(errcode: i32, errmsg: &str, left: Duration) -> Self {
        let error = ApiError::new(errcode, scrub(errmsg.to_owned(), &[]), Value::Null);
        Self { error: Error::answered(GETTOKEN, error), pause: Some(left) }
    }

    /// The entry for a store, so that other processes do not try either.
    pub(super) fn entry(&self) -> Option<Entry> {
        let api = self.error.api()?;
        self.pause.map(|pause| Entry::refusal(api.code.value(), &api.message, pause))
    }
}

/// Trying these again is useless until a setting changes, and WeCom blocks the address after too many of the first three.
fn is_refusal(error: &Error) -> bool {
    const CODES: [i32; 7] = [40001, 40013, 40091, 41002, 41004, 45031, 50003];
    error.endpoint() == Some(GETTOKEN) && error.errcode().is_some_and(|code| CODES.contains(&code.value()))
}

/// The state of refused credentials.
#[derive(Debug, Default)]
pub(super) struct Refusals {
    last: Option<(Error, Instant)>,
    in_a_row: u32,
}

impl Refusals {
    /// The last refusal, while it is too early to ask again.
    pub(super) fn standing(&self, now: Instant) -> Option<&Error> {
        self.last.as_ref().filter(|(_, until)| now < *until).map(|(error, _)| error)
    }

    /// How long to wait after the next refusal; doubled each time.
    pub(super) fn next_pause(&self, first: Duration) -> Duration {
        first.saturating_mul(1 << self.in_a_row.min(10)).min(LONGEST_PAUSE)
    }

    pub(super) fn add(&mut self, error: &Error, pause: Duration, now: Instant) {
        self.last = Some((error.clone(), now + pause.min(LONGEST_PAUSE)));
        self.in_a_row = self.in_a_row.saturating_add(1);
        record::refused_credentials(error, pause);
    }

    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }
}

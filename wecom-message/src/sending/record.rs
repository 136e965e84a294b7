//! The records in the log: operations and outcomes, never payloads, recipients or secrets.

use std::fmt;
#[cfg(feature = "app")]
use std::io;
use std::time::Duration;

use crate::error::Error;
use crate::http::printable::printable;
use crate::http::scrub::scrub;
use crate::message::check::violation::{Consequence, Violation};

const TARGET: &str = "wecom_message";

/// Whether successful calls are logged.
pub(crate) fn tells_success() -> bool {
    log::log_enabled!(target: TARGET, log::Level::Debug)
}

/// A successful call.
pub(crate) fn done(path: &str, attempt: u32, took: impl Fn() -> Duration, message_id: Option<&str>) {
    if tells_success() {
        let message_id = message_id.map(|id| format!(", msgid {}", printable(id))).unwrap_or_default();
        let took = took().as_millis();
        log::debug!(target: TARGET, "{path}: ok, errcode 0, attempt {attempt}, {took} ms{message_id}");
    }
}

/// A failed call.
pub(crate) fn failed(path: &str, attempt: u32, took: Duration, error: &Error) {
    log::debug!(
        target: TARGET,
        "{path}: failed, {}, attempt {attempt}, {} ms",
        Outline { path, error },
        took.as_millis()
    );
}

/// A failed attempt that will be repeated.
pub(crate) fn again(path: &str, attempt: u32, error: &Error, delay: Duration) {
    log::warn!(
        target: TARGET,
        "{path}: attempt {attempt} failed, {}; again in {} ms",
        Outline { path, error },
        delay.as_millis()
    );
}

/// An access token that WeCom refused and that is renewed.
pub(crate) fn new_token(path: &str, attempt: u32, error: &Error) {
    log::warn!(
        target: TARGET,
        "{path}: attempt {attempt} failed, {}; the access token is renewed",
        Outline { path, error }
    );
}

/// Values of a sent message that WeCom cuts.
pub(crate) fn truncated(path: &str, warnings: &[Violation]) {
    for warning in warnings.iter().filter(|warning| warning.consequence == Consequence::Truncated) {
        log::warn!(target: TARGET, "{path}: {} is too long, and WeCom cut it", printable(&warning.path));
    }
}

/// Credentials that WeCom refused at gettoken.
pub(crate) fn refused_credentials(error: &Error, pause: Duration) {
    log::warn!(
        target: TARGET,
        "{}; corp id and secret are not tried again for {} s",
        Outline { path: "", error },
        pause.as_secs()
    );
}

/// WeCom reported an implausible lifetime.
pub(crate) fn short_lifetime(told: Duration, used: Duration) {
    log::warn!(target: TARGET, "WeCom says that its access token lives for {told:?}; it is used for {used:?}");
}

/// Another process takes too long to fetch a token.
pub(crate) fn fetching_beside(wait: Duration) {
    log::warn!(target: TARGET, "another process has been fetching an access token for {wait:?}; this one fetches its own");
}

/// A token store failed, and is not used for a while.
pub(crate) fn store_failed(error: &str, pause: Duration) {
    log::warn!(target: TARGET, "the token store is not used for the next {pause:?}: {}", harmless(error));
}

/// The store that counts messages for several processes failed, and is not used for a while.
#[cfg(feature = "redis")]
pub(crate) fn pace_store_failed(error: &str, pause: Duration) {
    log::warn!(target: TARGET, "messages are not counted together for the next {pause:?}: {}", harmless(error));
}

/// The end of a call could not be written down.
#[cfg(feature = "app")]
pub(crate) fn journal_failed(error: &io::Error) {
    log::warn!(target: TARGET, "the journal of the broadcast lacks the end of a call: {}", harmless(&error.to_string()));
}

/// A text of a server or of the application, on one line and without what names announce as a secret.
fn harmless(text: &str) -> String {
    printable(&scrub(text.to_owned(), &[])).into_owned()
}

/// An error without any text of a server.
struct Outline<'a> {
    path: &'a str,
    error: &'a Error,
}

impl fmt::Display for Outline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(endpoint) = self.error.endpoint().filter(|endpoint| *endpoint != self.path) {
            write!(f, "{endpoint}: ")?;
        }
        self.error.write_outline(f)
    }
}

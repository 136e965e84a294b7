//! The text of an error, and its source.

use std::error::Error as StdError;
use std::fmt;

use super::{Error, Kind};

#[cfg(feature = "app")]
const INTERRUPTED: &str = "an earlier run of the program made this call, and did not record how it ended";
const REPEATED_PAGE: &str = "the next page in the answer was read before, so the list would never end";

impl Error {
    /// The kind of error, without any text of a server: an `errmsg` can repeat recipients and payload.
    pub(crate) fn write_outline(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner.kind {
            Kind::Api(error) => write!(f, "errcode {}", error.code),
            Kind::Transport(error) => write!(f, "{error}"),
            Kind::Unreadable(answer) => write!(f, "an answer that is not WeCom's, HTTP status {}", answer.status),
            Kind::RepeatedPage => f.write_str(REPEATED_PAGE),
            #[cfg(feature = "app")]
            Kind::Interrupted => f.write_str(INTERRUPTED),
            Kind::Io { .. } => f.write_str("a file on this machine could not be read or written"),
            Kind::Invalid(_) => f.write_str("it is invalid"),
            Kind::Configuration(_) => f.write_str("the settings cannot be used"),
            Kind::Paced { .. } => f.write_str("its pace is reached"),
            #[cfg(feature = "redis")]
            Kind::OverQuota { .. } => f.write_str("the quota of the day is reached"),
            #[cfg(feature = "redis")]
            Kind::Uncounted { .. } => f.write_str("it could not be counted"),
            Kind::TokenSource(_) => f.write_str("the application supplied no token"),
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.inner.kind {
            Kind::Transport(error) => error.source.as_ref().map(|source| &**source as &(dyn StdError + 'static)),
            Kind::Io { source, .. } => Some(source),
            Kind::TokenSource(source) => Some(&**source),
            _ => None,
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            let Self { inner, written, attempts, maybe_delivered, warnings } = self;
            return f
                .debug_struct("Error")
                .field("inner", inner)
                .field("written", written)
                .field("attempts", attempts)
                .field("maybe_delivered", maybe_delivered)
                .field("warnings", warnings)
                .finish();
        }
        fmt::Display::fmt(self, f)?;
        self.advice().map_or(Ok(()), |advice| write!(f, "\n{advice}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(endpoint) = self.inner.endpoint {
            write!(f, "{endpoint}: ")?;
        }
        match &self.inner.kind {
            Kind::Configuration(reason) => f.write_str(reason),
            Kind::Paced { messages, within, wait } => {
                let time = within.as_secs();
                let whose = "by the pacing of the builder";
                write!(f, "not sent: {messages} messages in {time} seconds are allowed {whose}, ")?;
                write!(f, "and the next one can be sent in {:.1} seconds", wait.as_secs_f64())
            }
            #[cfg(feature = "redis")]
            Kind::OverQuota { recipients, wait } => {
                let hours = wait.as_secs_f64() / 3600.0;
                write!(
                    f,
                    "not sent: the quota of {recipients} recipients a day is reached, and ends in {hours:.1} hours"
                )
            }
            #[cfg(feature = "redis")]
            Kind::Uncounted { error, wait } => {
                let wait = wait.as_secs_f64();
                write!(f, "not sent: {error}, and it is asked again in {wait:.1} seconds")
            }
            Kind::Api(error) => error.fmt(f),
            Kind::Transport(error) => error.fmt(f),
            Kind::Unreadable(answer) => answer.fmt(f),
            Kind::RepeatedPage => f.write_str(REPEATED_PAGE),
            #[cfg(feature = "app")]
            Kind::Interrupted => f.write_str(INTERRUPTED),
            Kind::TokenSource(source) => write!(f, "the token source failed: {source}"),
            Kind::Io { what, source } => write!(f, "{what}: {source}"),
            Kind::Invalid(violations) => {
                write!(f, "the {} is invalid and was not sent:", if self.is_media() { "file" } else { "message" })?;
                violations.iter().try_for_each(|violation| write!(f, "\n  {violation}"))
            }
        }?;
        match self.attempts {
            0 | 1 => Ok(()),
            attempts if self.maybe_delivered => {
                write!(f, "; this was attempt {attempts}, and an earlier one may have delivered the message")
            }
            attempts => write!(f, "; this was attempt {attempts}"),
        }?;
        match self.written {
            0 => Ok(()),
            written => write!(f, "; {written} bytes were written, which is not the whole file"),
        }?;
        let mut warnings = self.warnings.iter().flat_map(|warnings| warnings.iter());
        warnings.try_for_each(|warning| write!(f, "\n  the check had warned: {warning}"))
    }
}

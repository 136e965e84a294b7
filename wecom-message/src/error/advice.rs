//! Advice on errors, for the people who run the program.

use std::borrow::Cow;

use super::api_error::ApiError;
use super::error_code::ErrorClass;
use super::{Error, Kind};
use crate::http::failure::{Failure, TransportError};

impl Error {
    /// What to do next, for the people who run the program; `None` if the text of the error says it all.
    ///
    /// It says whether sending again is safe as [`may_have_been_delivered`](Self::may_have_been_delivered) does.
    pub fn advice(&self) -> Option<Cow<'static, str>> {
        match (self.advice_on_delivery(), self.advice_on_cause()) {
            (Some(delivery), Some(cause)) => Some(Cow::Owned(format!("{cause} {delivery}"))),
            (delivery, cause) => delivery.or(cause).map(Cow::Borrowed),
        }
    }

    /// Whether it can be sent again.
    fn advice_on_delivery(&self) -> Option<&'static str> {
        match self.inner.kind {
            _ if self.may_have_been_delivered() => Some(MAYBE_DELIVERED),
            Kind::Transport(_) | Kind::Unreadable(_) if self.is_media() => Some(MEDIA),
            Kind::Transport(_) | Kind::Unreadable(_) => Some(NOTHING_SENT),
            _ => None,
        }
    }

    /// What to look at first.
    fn advice_on_cause(&self) -> Option<&'static str> {
        match &self.inner.kind {
            Kind::Invalid(_) if self.is_media() => Some(INVALID_FILE),
            Kind::Invalid(_) => Some(INVALID),
            Kind::Io { .. } => Some(IO),
            Kind::Configuration(_) | Kind::TokenSource(_) => None,
            Kind::Paced { .. } => Some(PACED),
            #[cfg(feature = "redis")]
            Kind::OverQuota { .. } => Some(OVER_QUOTA),
            #[cfg(feature = "redis")]
            Kind::Uncounted { .. } => Some(UNCOUNTED),
            // Advice to repeat the call would contradict that it may have been delivered.
            Kind::Api(error) if self.may_have_been_delivered() && error.class() == ErrorClass::Retry => None,
            Kind::Api(error) => for_answer(self.endpoint().unwrap_or_default(), error),
            Kind::RepeatedPage => Some(REPEATED_PAGE),
            #[cfg(feature = "app")]
            Kind::Interrupted => None,
            Kind::Unreadable(_) => Some(UNREADABLE),
            Kind::Transport(error) => Some(for_transport(error)),
        }
    }
}

const INVALID: &str = "Correct every value that is listed, then send again. Nothing was sent.";

const UNREADABLE: &str = "Something other than WeCom answered: usually a proxy, the login page of a network, or a wrong base URL. \
     Check the base URL and the proxy.";

const REPEATED_PAGE: &str = "Use the entries read so far, and start again from the first page later. \
     If it happens again, report it to WeCom's support.";

const MAYBE_DELIVERED: &str = "The message may have been delivered, so sending it again can deliver it twice. \
     Send it again only if that is better than not at all, or if WeCom's duplicate check is on.";

const PACED: &str =
    "Nothing was sent. Send again after `retry_after`, or set `Pacing::Wait` on the builder to make the call wait.";

#[cfg(feature = "redis")]
const OVER_QUOTA: &str = "Nothing was sent. The quota is for the calendar day in China: send again after `retry_after`. \
     If the corporation has more accounts now, raise `accounts` of the pacing.";

#[cfg(feature = "redis")]
const UNCOUNTED: &str = "Nothing was sent. Check that Redis runs and that its URL is right, then send again after `retry_after`. \
     Without `refuse_when_down`, the client sends messages while Redis is down.";

const INVALID_FILE: &str = "Use a file within the limits listed. Nothing was sent.";

const NOTHING_SENT: &str = "Nothing was sent, so sending again is safe.";

const MEDIA: &str = "Try again: uploads and downloads deliver no message.";

const IO: &str = "Check the file on this machine: its path, its permissions, and the free space on the disk.";

fn for_transport(error: &TransportError) -> &'static str {
    match error.failure {
        Failure::BadPath => "Correct the endpoint's PATH: letters, digits and slashes.",
        Failure::Resolve | Failure::Connect | Failure::Proxy if error.proxy.is_some() => {
            "Check the proxy's address, its credentials, and whether it allows CONNECT."
        }
        Failure::Resolve => "Check the host name in the base URL, and this machine's DNS settings.",
        Failure::Tls => {
            "Check this machine's clock and the certificate of the host. \
             A private deployment needs its root certificate on the builder."
        }
        Failure::Timeout => "On a slow network raise `timeout` on the builder, or `media_timeout` for files.",
        Failure::TooLarge | Failure::Protocol => {
            "Check the base URL and the proxy: WeCom does not answer in this form."
        }
        Failure::Connect => "Check that this machine can reach the address.",
        Failure::Closed | Failure::Proxy => "If it happens again, check the network.",
        #[cfg(feature = "aibot")]
        Failure::Replaced => "Run the bot in one place only. Connect again when the other program has ended.",
        #[cfg(feature = "aibot")]
        Failure::Ended => "Connect again to send more.",
        #[cfg(feature = "aibot")]
        Failure::Undecryptable => "Use the key that came with this address, and download within 5 minutes.",
    }
}

fn for_answer(endpoint: &str, error: &ApiError) -> Option<&'static str> {
    const TOO_OFTEN: i32 = 45009;
    let special = (error.code.value() == TOO_OFTEN).then(|| for_too_often(endpoint, &error.message.to_lowercase()));
    special.flatten().or_else(|| error.code.advice()).or_else(|| by_class(error.class()))
}

/// Advice for 45009 if it is known which limit was reached; mostly WeCom does not say.
fn for_too_often(endpoint: &str, message: &str) -> Option<&'static str> {
    if endpoint.starts_with("cgi-bin/webhook/") {
        return Some(
            "A webhook accepts 20 messages a minute. Wait a minute, and send fewer or longer messages. \
             With `pacing` on its builder, a robot keeps to the limit.",
        );
    }
    let windows = [
        ("minute", "The limit per minute is reached. Wait 60 seconds; WeCom refuses every call until then."),
        ("hour", "The limit per hour is reached. Wait 60 minutes; WeCom refuses every call until then."),
        ("day", "The limit per day is reached. WeCom refuses every call until the calendar day ends."),
    ];
    windows.iter().find(|(window, _)| message.contains(window)).map(|(_, advice)| *advice)
}

fn by_class(class: ErrorClass) -> Option<&'static str> {
    Some(match class {
        ErrorClass::Retry => "The problem is temporary. Wait a little and send again, at most three times.",
        ErrorClass::Auth => {
            "Check the corp id, secret and agent id before you try again: WeCom blocks the address after repeated wrong secrets."
        }
        ErrorClass::Permission => {
            "Ask an administrator to give the application this permission, or to add the recipients to its visible range."
        }
        ErrorClass::Param => "Correct the value that WeCom's message names. WeCom will refuse the same request again.",
        ErrorClass::NotFound => "Check the id: WeCom does not know it.",
        ErrorClass::State => {
            "What WeCom's message names is in a state that does not allow this. Change that first: until then WeCom refuses the call."
        }
        ErrorClass::Quota => "A quota is used up. Wait for the next period, or raise the quota.",
        ErrorClass::Rate => "Send fewer messages, and wait until the block ends; WeCom refuses every call until then.",
        ErrorClass::Media => "Check the file's type and size, and upload it again.",
        ErrorClass::Config => "Ask an administrator to change the application's settings.",
        ErrorClass::Content => "WeCom does not allow the content. Change it before you send again.",
        ErrorClass::License => "The recipients need a licence. Ask an administrator to assign one.",
        ErrorClass::Payment => "The corporation must pay for this function first.",
        _ => return None,
    })
}

//! Advice on errors, for the people who run the program.

use super::api_error::ApiError;
use super::error_code::ErrorClass;
use crate::http::failure::{Failure, TransportError};

pub(crate) const INVALID: &str =
    "Fix every member listed. Nothing was sent, so the corrected message can be sent as if it were the first.";

pub(crate) const UNREADABLE: &str = "Something other than WeCom answered, mostly a proxy, a network's login page or a wrong base URL. \
     Check the base URL and the proxy.";

pub(crate) const REPEATED_PAGE: &str = "Use the entries read so far, and start again from the first page later. \
     If it happens again, report it to WeCom's support.";

pub(crate) const MAYBE_DELIVERED: &str = "The message may have been delivered: sending it again can deliver it twice. \
     Do so only where that is better than not at all, or with WeCom's duplicate check on.";

pub(crate) const PACED: &str =
    "Nothing was sent: send again after `retry_after`, or set `Pacing::Wait` on the builder to have the call wait.";

#[cfg(feature = "redis")]
pub(crate) const UNCOUNTED: &str = "Nothing was sent. Check that Redis runs and its URL is right, then send again after `retry_after`. \
     Without `refuse_when_down`, messages go out while Redis is down.";

pub(crate) const INVALID_FILE: &str = "Give a file that keeps to the limits listed. Nothing was sent.";

pub(crate) const NOTHING_SENT: &str = "Nothing was sent: sending again is safe.";

pub(crate) const MEDIA: &str = "Try again: uploads and downloads deliver nothing to anybody.";

pub(crate) const IO: &str = "Check the file on this machine: its path, its permissions, the room on the disk.";

pub(crate) fn for_transport(error: &TransportError) -> &'static str {
    match error.failure {
        Failure::BadPath => "Correct the endpoint's PATH: letters, digits and slashes.",
        Failure::Resolve | Failure::Connect | Failure::Proxy if error.proxy.is_some() => {
            "Check the proxy's address, its credentials and whether it allows CONNECT."
        }
        Failure::Resolve => "Check the host of the base URL and the machine's DNS.",
        Failure::Tls => {
            "Check the machine's clock and which certificate the host presents. \
             A private deployment needs its root certificate on the builder."
        }
        Failure::Timeout => "On a slow network raise `timeout` on the builder, for files `media_timeout`.",
        Failure::TooLarge | Failure::Protocol => "Check the base URL and the proxy: WeCom does not answer like that.",
        Failure::Connect | Failure::Closed | Failure::Proxy => "Check the network where it keeps happening.",
    }
}

pub(crate) fn for_answer(endpoint: &str, error: &ApiError) -> Option<&'static str> {
    const TOO_OFTEN: i32 = 45009;
    let special = (error.code.value() == TOO_OFTEN).then(|| for_too_often(endpoint, &error.message.to_lowercase()));
    special.flatten().or_else(|| error.code.advice()).or_else(|| by_class(error.class()))
}

/// Advice for 45009 if it is known which limit was reached; mostly WeCom does not say.
fn for_too_often(endpoint: &str, message: &str) -> Option<&'static str> {
    if endpoint.starts_with("cgi-bin/webhook/") {
        return Some(
            "A webhook takes 20 messages a minute: wait a minute before the next one, and send fewer or longer ones. \
             With `pacing` on its builder a robot keeps to the limit by itself.",
        );
    }
    let windows = [
        ("minute", "The limit of a minute is reached: wait 60 seconds, until then every call is refused."),
        ("hour", "The limit of an hour is reached: wait 60 minutes, until then every call is refused."),
        ("day", "The limit of a day is reached: every call is refused until the calendar day ends."),
    ];
    windows.iter().find(|(window, _)| message.contains(window)).map(|(_, advice)| *advice)
}

fn by_class(class: ErrorClass) -> Option<&'static str> {
    Some(match class {
        ErrorClass::Retry => "A passing trouble: wait a little and send again, at most three times.",
        ErrorClass::Auth => {
            "Check corp id, secret and agent id; do not repeat the call before, wrong secrets get the address blocked."
        }
        ErrorClass::Permission => {
            "An administrator must give the application this right, or add the recipients to its visible range."
        }
        ErrorClass::Param => "Correct the member that WeCom's message names; the same message will be refused again.",
        ErrorClass::NotFound => "Check the id: WeCom knows nothing by that name.",
        ErrorClass::State => {
            "What WeCom's message names is in a state that does not allow this: change that first; until then the same call is refused."
        }
        ErrorClass::Quota => "A quota is used up: wait for the next period, or have it raised.",
        ErrorClass::Rate => "Send fewer messages and wait for the block to end; until then every call is refused.",
        ErrorClass::Media => "Check the file's type and size, and upload it again.",
        ErrorClass::Config => "An administrator must change the application's settings.",
        ErrorClass::Content => "WeCom objects to the content: change it before sending again.",
        ErrorClass::License => "The recipients need a licence; an administrator can assign one.",
        ErrorClass::Payment => "The corporation has to pay for this function first.",
        _ => return None,
    })
}

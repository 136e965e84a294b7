//! What an error prints; its advice agrees with its predicates.

use std::io;
use std::time::Duration;

use serde_json::Value;

use super::error_code::{ErrorClass, ErrorCode, published};
use super::*;
use crate::http::proxy::ProxyName;

const ENDPOINTS: [&str; 6] = [
    "cgi-bin/message/send",
    GETTOKEN,
    DOWNSTREAM_TOKEN,
    "cgi-bin/media/upload",
    "cgi-bin/media/get",
    "cgi-bin/webhook/upload_media",
];

const FAILURES: [Failure; 9] = [
    Failure::BadPath,
    Failure::Resolve,
    Failure::Connect,
    Failure::Proxy,
    Failure::Tls,
    Failure::Timeout,
    Failure::Closed,
    Failure::TooLarge,
    Failure::Protocol,
];

/// One error of every kind, endpoint, phase and cause, each as the only attempt and after one that may have delivered.
fn every_error() -> Vec<Error> {
    let mut all = vec![
        Error::invalid(Vec::new()),
        Error::configuration("no such setting"),
        Error::token_source("no token".into()),
        Error::token_wait_timed_out(),
        Error::invalid_file("cgi-bin/media/upload", Vec::new()),
        Error::io("cgi-bin/media/get", "the file could not be read", io::Error::other("bad sector")),
        Error::paced("cgi-bin/message/send", 30, Duration::from_secs(60), Duration::from_secs(1)),
        Error::repeated_page("cgi-bin/externalcontact/get_groupmsg_list_v2"),
        #[cfg(feature = "redis")]
        Error::over_quota("cgi-bin/message/send", 100_000, Duration::from_secs(3600)),
        #[cfg(feature = "app")]
        Error::interrupted("cgi-bin/message/send"),
    ];
    for endpoint in ENDPOINTS {
        all.extend([200, 302, 404, 502].map(|status| Error::unreadable(endpoint, Unreadable::of_status(status))));
        for failure in FAILURES {
            for phase in [Phase::NotSent, Phase::MaybeDelivered, Phase::Answered] {
                let plain = TransportError::plain(phase, failure);
                let proxied =
                    TransportError { proxy: Some(ProxyName::of_test()), ..TransportError::plain(phase, failure) };
                all.extend([plain, proxied].map(|error| Error::transport(endpoint, error)));
            }
        }
        let codes = published().chain([ErrorCode::from(123)]);
        all.extend(
            codes.map(|code| Error::answered(endpoint, ApiError::new(code.value(), "no".to_owned(), Value::Null))),
        );
    }
    let after_a_lost_answer = |error: &Error| error.clone().after_attempts(2, true);
    let mut lost: Vec<_> = all.iter().filter(|error| error.phase().is_some()).map(after_a_lost_answer).collect();
    all.append(&mut lost);
    all
}

#[test]
fn advice_agrees_with_the_predicates_in_every_combination() {
    for error in every_error() {
        let advice = error.advice().unwrap_or_default();
        let says = |what: &str| advice.to_lowercase().contains(what);
        let may = error.may_have_been_delivered();
        let shown = format!("{error}\n{advice}\n{error:?}");

        assert_eq!(says("may have been delivered"), may, "{shown}");
        let says_that_it_is_safe =
            says("nothing was sent") || says("sending again is safe") || says("try again: uploads");
        assert!(!(may && says_that_it_is_safe), "{shown}");

        let is_of_the_wire = error.is_transport() || (error.is_unreadable_answer() && !advice.contains("first page"));
        let is_media = error.endpoint().is_some_and(|endpoint| endpoint.contains("media"));
        if is_of_the_wire && !may {
            assert!(says_that_it_is_safe, "{shown}");
            assert_eq!(says("uploads and downloads"), is_media, "{shown}");
        }
        if error.is_unreadable_answer() && !advice.contains("first page") {
            assert!(says("base url") && says("proxy") && says("login page"), "{shown}");
        }
        assert_eq!(error.is_timeout(), says("on a slow network raise"), "{shown}");
        if error.is_paced() {
            assert!(says("retry_after"), "{shown}");
        }
        if error.is_io() {
            assert!(says("check the file"), "{shown}");
        }
        if error.is_invalid() {
            assert!(says("nothing was sent"), "{shown}");
        }
        if let Some(api) = error.api().filter(|_| !may) {
            let known = api.class() != ErrorClass::Unknown && api.class() != ErrorClass::Success;
            assert_eq!(!advice.is_empty(), known || api.code.advice().is_some(), "{shown}");
        }
    }
}

#[test]
fn a_proxy_that_cannot_be_reached_is_the_first_thing_to_check() {
    for failure in FAILURES {
        let error =
            TransportError { proxy: Some(ProxyName::of_test()), ..TransportError::plain(Phase::NotSent, failure) };
        let error = Error::transport("cgi-bin/message/send", error);
        assert!(error.to_string().contains(", by way of the proxy http://proxy.example.com:8080"), "{error}");
        let advice = error.advice().unwrap();
        if matches!(failure, Failure::Resolve | Failure::Connect | Failure::Proxy) {
            assert!(advice.starts_with("Check the proxy's address"), "{advice}");
        }
    }
}

#[test]
fn debug_is_the_text_and_the_advice() {
    let error = Error::transport("cgi-bin/message/send", TransportError::plain(Phase::NotSent, Failure::Connect));
    assert_eq!(
        format!("{error:?}"),
        "cgi-bin/message/send: the connection could not be opened; nothing was sent\n\
         Check that this machine can reach the address. Nothing was sent, so sending again is safe."
    );
    assert!(format!("{error:#?}").starts_with("Error {"));
}

#[test]
fn debug_without_advice_is_the_text() {
    assert_eq!(format!("{:?}", Error::configuration("a timeout must not be zero")), "a timeout must not be zero");
}

//! No secret is logged, shown by an error or by `Debug`, or told by a panic, on any of the ways that the tables of faults
//! walk. The answers of these tables repeat the request where they can.

mod capture;
mod everything;
mod robot;
mod secrets;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use wecom_message::app::App;
use wecom_message::check::{Check, Report};
use wecom_message::fields::{Fields, SerializeMap};
use wecom_message::message::Message;
use wecom_message::{Client, Error, FileSource, Media, To};
use wecom_sandbox::Sandbox;
use wecom_tests::fault_matrix::{AGENT_ID, CORP_ID, CORP_SECRET, Observed, all, run_all};
use wecom_tests::fault_proxy::{Fault, FaultProxy, GETTOKEN};

use capture::{Captured, captured};
use secrets::shown;

/// Every printed form of an error.
fn texts(error: &Error) -> Vec<String> {
    let mut texts = vec![error.to_string(), format!("{error:?}"), format!("{error:#?}")];
    texts.extend(error.advice().map(Cow::into_owned));
    let mut source = error.source();
    while let Some(error) = source {
        texts.extend([error.to_string(), format!("{error:?}")]);
        source = error.source();
    }
    texts
}

#[test]
fn no_fault_makes_anything_show_a_secret() {
    capture::start();
    let rows = all();
    for tried in run_all(&rows) {
        let Observed { client, returned, .. } = &tried.observed;
        let mut all = vec![format!("{client:?} {client:#?}")];
        match returned {
            Ok(returned) => all.push(format!("{returned:?}")),
            Err(error) => all.extend(texts(error)),
        }
        for text in all {
            assert_eq!(shown(&text), [""; 0], "{} ({:?}): {text}", tried.row.what, tried.sent);
        }
    }
    let Captured { of_ureq, leaks, forged, .. } = captured();
    assert!(of_ureq > 0, "ureq logs at DEBUG");
    assert_eq!(leaks, [""; 0]);
    assert_eq!(forged, [""; 0]);
}

fn client(proxy: &FaultProxy) -> Client {
    Client::builder(CORP_ID, CORP_SECRET, AGENT_ID).base_url(proxy.base_url()).build().unwrap()
}

fn proxy() -> FaultProxy {
    let sandbox = Sandbox::builder().application(CORP_ID, CORP_SECRET, AGENT_ID).start().unwrap();
    FaultProxy::start(Arc::new(sandbox)).unwrap()
}

/// ureq logs where a redirect leads at `DEBUG` as soon as `TRACE` is on, as it is here.
#[test]
fn where_a_redirect_leads_is_not_logged() {
    capture::start();
    let proxy = proxy();
    proxy.break_next(
        GETTOKEN,
        Fault::READ.answers(|it| {
            format!("HTTP/1.1 302 Found\r\nLocation: /moved{}\r\nContent-Length: 0\r\n\r\n", it.target).into()
        }),
    );
    let error = client(&proxy).send_text(To::user("lisi"), "hi").unwrap_err();
    assert!(error.is_unreadable_answer());
    let Captured { redirects, leaks, .. } = captured();
    assert!(redirects > 0, "ureq logs no redirects any more: http/redirect.rs has nothing to do");
    assert_eq!(leaks, [""; 0]);
}

/// As the documentation of the crate says, this level logs tokens.
#[test]
fn ureqs_trace_is_a_wire_dump_of_answers_and_not_of_requests() {
    capture::start();
    let proxy = proxy();
    let client = client(&proxy);
    capture::with_wire_dump(|| assert!(client.send_text(To::user("lisi"), "hi").unwrap().reached_everyone()));
    let dump = captured().wire_dump.join("\n");
    assert!(shown(&dump).contains(&"the access token"), "the dump of ureq has changed: say so in the documentation");
    assert!(!dump.contains("GET /") && !dump.contains("POST /"), "{dump}");
}

/// Panics when its members are read.
struct Mine;

impl Fields for Mine {
    fn fields<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        panic!("a message of the application's own");
    }
}

impl Check for Mine {
    fn check(&self, _: &mut Report) {}
}

impl Message<App> for Mine {
    fn msgtype(&self) -> &'static str {
        "mine"
    }
}

/// Panics in the middle of a request, with token and query at hand.
struct Breaking;

impl Read for Breaking {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        panic!("a reader of the application's own");
    }
}

#[test]
fn a_panic_of_the_application_shows_no_secret_and_leaves_the_client_usable() {
    capture::start();
    let proxy = proxy();
    let client = client(&proxy);
    let panics: [&dyn Fn(); 2] = [&|| drop(client.send(To::user("lisi"), &Mine)), &|| {
        drop(client.upload(Media::file(FileSource::reader("mine.txt", 100, &mut Breaking))));
    }];
    for panics in panics {
        let payload = catch_unwind(AssertUnwindSafe(panics)).unwrap_err();
        let text = payload.downcast_ref::<&str>().copied().unwrap_or_default();
        assert!(text.ends_with("of the application's own"), "{text}");
        assert!(client.send_text(To::user("lisi"), "hi").unwrap().reached_everyone());
    }
    assert_eq!(captured().leaks, [""; 0]);
}

/// Names of files and ids of media stand in requests that carry the token.
#[test]
fn a_download_that_fails_shows_no_secret() {
    capture::start();
    let proxy = proxy();
    let client = client(&proxy);
    proxy.break_next(
        "cgi-bin/media/get",
        Fault::READ.answers(|it| {
            let target = &it.target;
            format!("HTTP/1.1 404 Not Found\r\nX-Asked: {target}\r\nContent-Length: {}\r\n\r\n{target}", target.len())
                .into()
        }),
    );
    let error = client.download("M", &mut Vec::new()).unwrap_err();
    for text in texts(&error) {
        assert_eq!(shown(&text), [""; 0], "{text}");
    }
    assert_eq!(captured().leaks, [""; 0]);
}

//! No answer causes a panic, or a false success.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use wecom_message::app::{GetStatistics, Recall, UpdateTemplateCard};
use wecom_message::{Client, Error, FileSource, Media, To};
use wecom_sandbox::Sandbox;
use wecom_tests::fault_proxy::{Fault, FaultProxy};

use crate::runner;

const SEND: &str = "cgi-bin/message/send";

/// A client, its sandbox, and how many requests that one got.
struct Site {
    sandbox: Sandbox,
    requests: Arc<AtomicUsize>,
}

impl Site {
    fn new() -> Self {
        let requests = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&requests);
        let sandbox = Sandbox::builder().on_request(move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        });
        Self { sandbox: sandbox.start().unwrap(), requests }
    }

    fn client(&self) -> Client {
        let (corp_id, secret) = (self.sandbox.corp_id(), self.sandbox.secret());
        Client::builder(corp_id, secret, self.sandbox.agent_id()).base_url(self.sandbox.base_url()).build().unwrap()
    }

    /// Makes a call whose first request gets this answer; whether it succeeded because of it. A call that asked again, for
    /// want of a good token, has succeeded because of something else.
    fn succeeds_with<T>(
        &self,
        path: &str,
        answer: &[u8],
        call: impl FnOnce() -> Result<T, Error>,
    ) -> Result<bool, TestCaseError> {
        self.sandbox.next_answer_to(path, 200, answer);
        let before = self.requests.load(Ordering::SeqCst);
        let result = call();
        let requests = self.requests.load(Ordering::SeqCst) - before;
        if let Err(error) = &result {
            let kinds = [error.is_api(), error.is_transport(), error.is_unreadable_answer()];
            prop_assert_eq!(kinds.iter().filter(|is| **is).count(), 1, "{}", error);
            prop_assert!(error.to_string().contains(path), "{} {:?}", error, error);
        }
        Ok(result.is_ok() && requests == 1)
    }
}

/// A gateway in between may put a byte order mark before an answer, and write 0 as `0.0` or `"0"`.
fn says_success(answer: &[u8]) -> bool {
    let answer = answer.strip_prefix("\u{feff}".as_bytes()).unwrap_or(answer);
    let Ok(Value::Object(answer)) = serde_json::from_slice(answer) else { return false };
    match answer.get("errcode") {
        Some(Value::Number(number)) => number.as_f64() == Some(0.0),
        Some(Value::String(text)) => text.trim().parse() == Ok(0),
        _ => false,
    }
}

/// Bytes of all kinds: any at all, a real answer with some bytes changed, JSON.
fn any_answer(real: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => vec(any::<u8>(), 0..200),
        4 => damaged(real),
        2 => any_object().prop_map(|object| object.to_string().into_bytes()),
        1 => any_json().prop_map(|json| json.to_string().into_bytes()),
    ]
}

/// Up to three bytes replaced, taken out or put in.
fn damaged(real: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    vec((0..real.len(), 0..3, any::<u8>()), 0..4).prop_map(|damages| {
        let mut bytes = real.to_vec();
        for (at, kind, byte) in damages {
            let at = at.min(bytes.len() - 1);
            match kind {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop_oneof![Just("0"), Just("1"), Just("a|b"), Just("|"), Just("")].prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 20, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((any::<String>(), inner), 0..4).prop_map(|members| Value::from(Map::from_iter(members))),
        ]
    })
}

/// An object with members that answers have, and values that they have not; more often than not a success.
fn any_object() -> impl Strategy<Value = Value> {
    const NAMES: [&str; 16] = [
        "errmsg",
        "invaliduser",
        "invalidparty",
        "invalidtag",
        "unlicenseduser",
        "msgid",
        "response_code",
        "statistics",
        "agentid",
        "count",
        "type",
        "media_id",
        "created_at",
        "url",
        "access_token",
        "expires_in",
    ];
    let nearly = [json!("0"), json!(0.0), json!(0.4), json!(1_u64 << 32), json!(false), json!(null), json!([0])];
    let errcode = prop_oneof![
        4 => Just(json!(0)),
        1 => any::<i32>().prop_map(Value::from),
        1 => any_json(),
        1 => proptest::sample::select(nearly.to_vec()),
    ];
    let members = vec((proptest::sample::select(NAMES.as_slice()), any_json()), 0..5);
    (proptest::option::weighted(0.9, errcode), members).prop_map(|(errcode, members)| {
        let members = members.into_iter().map(|(name, value)| (name.to_owned(), value));
        let errcode = errcode.into_iter().map(|errcode| ("errcode".to_owned(), errcode));
        Value::from(members.chain(errcode).collect::<Map<_, _>>())
    })
}

const RECEIPT: &[u8] =
    br#"{"errcode":0,"errmsg":"ok","invaliduser":"a|b","invalidparty":"1","msgid":"M","response_code":"R"}"#;

#[test]
fn only_an_errcode_of_0_is_a_receipt() {
    let site = Site::new();
    let client = site.client();
    let receipts = Cell::new(0);
    let outcome = runner(600).run(&any_answer(RECEIPT), |answer| {
        let receipt = site.succeeds_with(SEND, &answer, || client.send_text(To::user("lisi"), "hi"))?;
        prop_assert!(!receipt || says_success(&answer), "{}", String::from_utf8_lossy(&answer));
        receipts.set(receipts.get() + usize::from(receipt));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!((60..540).contains(&receipts.get()), "both kinds were tried: {} receipts", receipts.get());
}

#[test]
fn every_operation_bears_any_answer() {
    let site = Site::new();
    let client = site.client();
    let outcome = runner(120).run(&any_object(), |object| {
        let answer = object.to_string().into_bytes();
        let done = [
            site.succeeds_with("cgi-bin/message/recall", &answer, || client.recall(Recall::new("M")))?,
            site.succeeds_with("cgi-bin/message/get_statistics", &answer, || {
                client.get_statistics(GetStatistics::default())
            })?,
            site.succeeds_with("cgi-bin/message/update_template_card", &answer, || {
                client.update_template_card(UpdateTemplateCard::button("R", "done"))
            })?,
            site.succeeds_with("cgi-bin/media/upload", &answer, || {
                client.upload(Media::file(FileSource::bytes("a.txt", b"content".as_slice())))
            })?,
            site.succeeds_with("cgi-bin/media/uploadimg", &answer, || {
                client.upload_image(FileSource::bytes("a.png", b"content".as_slice()))
            })?,
        ];
        prop_assert!(!done.contains(&true) || says_success(&answer), "{:?}", done);
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

/// The token of such an answer is none of the sandbox's, so that the client must do without it.
#[test]
fn a_client_survives_any_answer_to_gettoken() {
    let site = Site::new();
    let object = any_object().prop_map(|object| object.to_string().into_bytes());
    let answer = prop_oneof![object, any_answer(br#"{"errcode":0,"access_token":"T","expires_in":7200}"#)];
    let outcome = runner(250).run(&answer, |answer| {
        let client = site.client();
        let send = || client.send_text(To::user("lisi"), "hi");
        prop_assert!(!site.succeeds_with("cgi-bin/gettoken", &answer, send)?, "a message needs two requests");
        prop_assert!(send().is_ok_and(|receipt| receipt.reached_everyone()), "the next one has a good token");
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

const HTTP: &[u8] =
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 27\r\n\r\n{\"errcode\":0,\"errmsg\":\"ok\"}";

#[test]
fn no_bytes_in_place_of_http_are_a_receipt() {
    let proxy = FaultProxy::start(Arc::new(Sandbox::start().unwrap())).unwrap();
    let sandbox = proxy.sandbox();
    let builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()).base_url(proxy.base_url());
    let receipts = Cell::new(0);
    let answer = prop_oneof![1 => vec(any::<u8>(), 0..200), 4 => damaged(HTTP)];
    let outcome = runner(250).run(&answer, |answer| {
        proxy.break_next(SEND, Fault::READ.answers_bytes(answer.clone().leak()).closes());
        // A client of its own: the connection of the case before is being closed at this very moment.
        let result = builder.clone().build().unwrap().send_text(To::user("lisi"), "hi");
        prop_assert_eq!(proxy.unused_faults(), 0);
        prop_assert!(result.is_err() || body_says_success(&answer), "{}", String::from_utf8_lossy(&answer));
        if let Err(error) = &result {
            prop_assert!(error.is_api() || error.may_have_been_delivered(), "it was sent: {}", error);
        }
        receipts.set(receipts.get() + usize::from(result.is_ok()));
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    assert!((25..225).contains(&receipts.get()), "both kinds were tried: {} receipts", receipts.get());
}

/// Whether the first JSON after the head says so, ignoring the length in the head.
fn body_says_success(answer: &[u8]) -> bool {
    let body = answer.iter().position(|byte| *byte == b'{').map_or(&[][..], |start| &answer[start..]);
    let first = serde_json::Deserializer::from_slice(body).into_iter::<Value>().next();
    first.and_then(Result::ok).is_some_and(|value| says_success(value.to_string().as_bytes()))
}

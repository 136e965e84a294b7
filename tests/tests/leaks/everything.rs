//! Everything the crate does, against a gateway that repeats every secret in every place and writes lines of its own: neither
//! a log record nor an error shows a secret, and none has a line that a stranger wrote.
//!
//! The collector listens at `TRACE`. The one door that is left is ureq's own dump of answers at that level, which the
//! documentation names; the test beside this one opens it.

use std::error::Error as StdError;
use std::io::{self, Write};
use std::time::Duration;

use serde_json::{Value, json};
use wecom_message::app::Text;
use wecom_message::callback::{Callbacks, DedupeKey, Deduplicator, SeenStore};
use wecom_message::token::{Entry, StoreError, TokenKey, TokenLock, TokenStore};
use wecom_message::{Client, Error, FileSource, Media, RetryPolicy, Robot, To};
use wecom_tests::fault_matrix::{AGENT_ID, CORP_ID, CORP_SECRET};
use wecom_tests::fault_proxy::{Exchange, Fault, FaultProxy, GETTOKEN, HttpMessage, encoded};

use crate::capture::{self, Captured, captured};
use crate::secrets::{WEBHOOK_KEY, look_for, shown};
use crate::{client, proxy, texts};

const SEND: &str = "cgi-bin/message/send";
const UPLOAD: &str = "cgi-bin/media/upload";
const DOWNLOAD: &str = "cgi-bin/media/get";
const WEBHOOK: &str = "cgi-bin/webhook/send";

const TOKEN: &str = "hush-token+/=&%号-token-hush";
const RESPONSE_CODE: &str = "hush-code-1-code-hush";
const FORGED: &str = "m1\r\n2026-01-01 ERROR wecom_message: forged\n\u{1b}[31m\u{2028}forged";

/// The values of the query without their encoding: what a gateway knows of the secrets.
fn told_by(it: &Exchange) -> String {
    let (_, query) = it.target.split_once('?').unwrap_or_default();
    let mut bytes = query.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        let mut digit = || bytes.next().and_then(|digit| char::from(digit).to_digit(16)).unwrap_or_default();
        decoded.push(if byte == b'%' { u8::try_from(16 * digit() + digit()).unwrap() } else { byte });
    }
    let decoded = String::from_utf8(decoded).unwrap();
    // Without the names, by which they would be found.
    ["access_token=", "corpsecret=", "key="].iter().fold(decoded, |text, name| text.replace(name, ""))
}

/// Headers that repeat the request, those that ureq logs among them.
fn headers(it: &Exchange) -> String {
    let target = &it.target;
    let names = ["Server", "Date", "Location", "Set-Cookie", "X-Asked", "User-Agent", "Host", "Accept", "Via"];
    let repeated = names.map(|name| format!("\r\n{name}: {target}")).concat();
    format!(
        "{repeated}\r\nContent-Type: text/html; url={target}\r\nContent-Encoding: {target}\r\nConnection: keep-alive, {target}"
    )
}

/// JSON in which everything is repeated, by members that are known and by those that are not.
fn json_answer(it: &Exchange, errcode: i32) -> Vec<u8> {
    let repeated = format!("{FORGED} {} {}", it.target, told_by(it));
    let body = json!({
        "errcode": errcode,
        "errmsg": repeated,
        "msgid": repeated,
        "media_id": "m1",
        "invaliduser": repeated,
        "access_token": TOKEN,
        "response_code": RESPONSE_CODE,
        "deep": { "corp_secret": CORP_SECRET, told_by(it): [it.target] },
    });
    HttpMessage::answer(&format!("200 OK{}", headers(it)), body.to_string()).bytes()
}

fn success(it: &Exchange) -> Vec<u8> {
    json_answer(it, 0)
}

fn errcode<const CODE: i32>(it: &Exchange) -> Vec<u8> {
    json_answer(it, CODE)
}

/// Success of the wrong shape: the error shows the beginning of the answer.
fn wrong_shape(it: &Exchange) -> Vec<u8> {
    let body =
        format!(r#"{{"errcode":0,"response_code":"{RESPONSE_CODE}","msgid":{{"x":"{}"}}}}"#, encoded(&told_by(it)));
    HttpMessage::answer(&format!("200 OK{}", headers(it)), body).bytes()
}

fn page(it: &Exchange, body: impl Into<Vec<u8>>) -> Vec<u8> {
    HttpMessage::answer(&format!("403 Forbidden{}", headers(it)), body).bytes()
}

/// As a page repeats the URL: escaped for HTML, twice encoded, as JSON in a script.
fn escaped_page(it: &Exchange) -> Vec<u8> {
    let plain = format!("{} {}", it.target, told_by(it));
    let html = plain.chars().map(|it| format!("&#{};", u32::from(it))).collect::<Vec<_>>().concat();
    let named = plain.replace('&', "&amp;").replace('+', "&#43;").replace('=', "&#x3D;");
    let script = plain.replace('/', "\\/").replace('&', "\\u0026").replace('=', "\\u003d");
    page(it, format!("{named}{FORGED}{script}{html}{}", encoded(&encoded(&plain))))
}

fn utf_16(it: &Exchange) -> Vec<u8> {
    let text = format!("\u{feff}<html>{} {}", it.target, told_by(it));
    page(it, text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>())
}

fn not_text(it: &Exchange) -> Vec<u8> {
    page(it, [b"\xff\xfe\0".as_slice(), told_by(it).as_bytes(), it.target.as_bytes()].concat())
}

fn unavailable(it: &Exchange) -> Vec<u8> {
    HttpMessage::answer(&format!("503 Unavailable{}", headers(it)), it.target.clone()).bytes()
}

type MakeAnswer = fn(&Exchange) -> Vec<u8>;

const FAILURES: [MakeAnswer; 8] =
    [errcode::<40035>, errcode::<40001>, errcode::<-1>, wrong_shape, escaped_page, utf_16, not_text, unavailable];

/// Gives what a call returned as text, its receipt or its error.
fn told<T: std::fmt::Debug>(outcome: &Result<T, Error>) -> Vec<String> {
    match outcome {
        Ok(done) => vec![format!("{done:?}")],
        Err(error) => texts(error),
    }
}

/// Nothing of a stranger's begins a line.
fn assert_harmless(texts: &[String]) {
    for text in texts {
        assert_eq!(shown(text), [""; 0], "{text}");
        assert!(!text.lines().any(|line| line.starts_with("2026-01-01 ERROR") || line.starts_with("forged")), "{text}");
        assert!(!text.contains(['\u{1b}', '\u{2028}']), "{text}");
    }
}

fn builder(proxy: &FaultProxy) -> wecom_message::ClientBuilder {
    let quick = RetryPolicy::default().initial_delay(Duration::from_millis(1));
    Client::builder(CORP_ID, CORP_SECRET, AGENT_ID).base_url(proxy.base_url()).retry(quick)
}

fn messages_and_files(proxy: &FaultProxy) {
    for answer in FAILURES.into_iter().chain([success as MakeAnswer]) {
        let client = builder(proxy).build().unwrap();
        for path in [SEND, UPLOAD, DOWNLOAD] {
            for _ in 0..3 {
                proxy.break_next(path, Fault::READ.answers(answer));
            }
        }
        let file = || Media::file(FileSource::bytes("report.txt", b"disk full".as_slice()));
        let sent = client.send(To::user("lisi"), &Text::new("disk full").enable_duplicate_check(true));
        // The receipt of a success is what WeCom answered, and the caller's.
        if let Err(error) = &sent {
            assert_harmless(&texts(error));
        }
        let uploaded = client.upload(file());
        assert_harmless(&told(&uploaded));
        assert_harmless(&told(&client.download("M", &mut Vec::new())));
    }
}

fn tokens(proxy: &FaultProxy) {
    for answer in FAILURES {
        for _ in 0..3 {
            proxy.break_next(GETTOKEN, Fault::READ.answers(answer));
        }
        let client = builder(proxy).build().unwrap();
        for _ in 0..2 {
            assert_harmless(&told(&client.send_text(To::user("lisi"), "disk full")));
        }
    }
}

fn robots(proxy: &FaultProxy) {
    for answer in FAILURES.into_iter().chain([success as MakeAnswer]) {
        let robot = Robot::builder(WEBHOOK_KEY).base_url(proxy.base_url()).retry(RetryPolicy::never()).build().unwrap();
        proxy.break_next(WEBHOOK, Fault::READ.answers(answer));
        assert_harmless(&told(&robot.send_text("disk full")));
        assert_harmless(&[format!("{robot:?}")]);
    }
}

/// Fails at every request, with a long reason.
struct Talkative;

impl Talkative {
    fn error() -> StoreError {
        StoreError::new(format!("no: {FORGED}"), format!(r#"'SET' '{{"access_token":"{TOKEN}"}}' {FORGED}"#))
    }
}

impl TokenStore for Talkative {
    fn load(&self, _: &TokenKey) -> Result<Option<Entry>, StoreError> {
        Err(Self::error())
    }

    fn save(&self, _: &TokenKey, _: &Entry) -> Result<(), StoreError> {
        Err(Self::error())
    }

    fn remove(&self, _: &TokenKey, _: &Entry) -> Result<(), StoreError> {
        Err(Self::error())
    }

    fn try_lock(&self, _: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        Err(Self::error())
    }
}

impl SeenStore for Talkative {
    fn insert(&self, _: &DedupeKey, _: Duration) -> Result<bool, StoreError> {
        Err(Self::error())
    }

    fn remove(&self, _: &DedupeKey) -> Result<(), StoreError> {
        Err(Self::error())
    }
}

/// A store with a planted refusal in it.
struct Planted;

impl TokenStore for Planted {
    fn load(&self, _: &TokenKey) -> Result<Option<Entry>, StoreError> {
        let refusal = json!({ "errcode": 40001, "errmsg": format!("{FORGED} access_token={}", encoded(TOKEN)) });
        Ok(Entry::from_text(refusal.to_string(), Duration::from_secs(60)))
    }

    fn save(&self, _: &TokenKey, _: &Entry) -> Result<(), StoreError> {
        Ok(())
    }

    fn remove(&self, _: &TokenKey, _: &Entry) -> Result<(), StoreError> {
        Ok(())
    }

    fn try_lock(&self, _: &TokenKey, _: Duration) -> Result<Option<TokenLock>, StoreError> {
        Ok(None)
    }
}

fn stores(proxy: &FaultProxy) {
    let client = builder(proxy).token_store(Talkative).build().unwrap();
    assert!(client.send_text(To::user("lisi"), "disk full").unwrap().reached_everyone());
    let client = builder(proxy).token_store(Planted).build().unwrap();
    let refused = client.send_text(To::user("lisi"), "disk full").unwrap_err();
    assert_harmless(&[refused.to_string()]);
}

fn callbacks() {
    const VECTORS: &str = include_str!("../../../wecom-message/tests/callback/vectors.json");
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let mut received = 0;
    for vector in vectors["vectors"].as_array().unwrap() {
        let text = |name: &str| vector[name].as_str().unwrap_or_default();
        let Ok(callbacks) = Callbacks::new(text("token"), text("encoding_aes_key"), text("receive_id")) else {
            continue;
        };
        look_for(text("encoding_aes_key"));
        let mut all = vec![format!("{callbacks:?}")];
        for query in [text("query").to_owned(), format!("{}x{FORGED}", text("query")), FORGED.to_owned()] {
            match callbacks.receive(&query, text("post_body")) {
                Ok(callback) => {
                    received += 1;
                    all.push(format!("{callback:?}"));
                    let deduplicator = Deduplicator::shared(Talkative);
                    assert!(deduplicator.is_first(&callback.dedupe_key()));
                    deduplicator.forget(&callback.dedupe_key());
                }
                Err(error) => all.extend([error.to_string(), format!("{error:?}")]),
            }
        }
        assert_harmless(&all);
    }
    assert!(received > 0);
}

/// A writer of the application's that fails with a text of its own.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::Error::other("no room"))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn files_of_this_machine(proxy: &FaultProxy) {
    let client = client(proxy);
    let stored = client.upload(Media::file(FileSource::bytes(FORGED, b"disk full".as_slice()))).unwrap();
    assert_harmless(&told(&client.download(&stored.media_id, &mut Full)));
    let missing = client.upload(Media::file(format!("/no/such/{FORGED}"))).unwrap_err();
    assert_harmless(&[missing.to_string()]);
    assert!(missing.source().is_some());
}

#[test]
fn no_record_and_no_error_of_anything_shows_a_secret_or_a_line_of_a_stranger() {
    capture::start();
    let before = captured();
    // Each with a proxy of its own: not every fault is used up.
    for act in [messages_and_files, tokens, robots, stores, files_of_this_machine] {
        act(&proxy());
    }
    callbacks();
    let Captured { leaks, forged, own, of_ureq, .. } = captured();
    assert!(own > before.own && of_ureq > before.of_ureq, "both log");
    assert_eq!(leaks, [""; 0]);
    assert_eq!(forged, [""; 0]);
}

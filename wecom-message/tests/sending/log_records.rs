use std::cell::RefCell;
use std::sync::Once;
use std::sync::atomic::{AtomicUsize, Ordering};

use log::{LevelFilter, Log, Metadata, Record};

use super::server::{Reply, Server, errcode, ok, token};
use super::{Note, client, lisi};

thread_local! {
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what is logged on the same thread; the other tests run on others.
struct Capture;

impl Log for Capture {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("wecom_message")
    }

    fn log(&self, record: &Record<'_>) {
        if self.enabled(record.metadata()) {
            assert_eq!(record.target(), "wecom_message");
            let line = format!("{} {}", record.level(), record.args());
            LINES.with_borrow_mut(|lines| lines.push(line));
        }
    }

    fn flush(&self) {}
}

/// What sending this logs, with the times taken out.
fn logged(server: &Server, note: &str) -> Vec<String> {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        log::set_logger(&Capture).unwrap();
        log::set_max_level(LevelFilter::Debug);
    });
    LINES.take();
    let _ = client(server).send(lisi(), &Note(note.to_owned()));
    let without_times = |line: String| {
        let words = line.split(' ').map(|word| if word.parse::<u32>().is_ok_and(|it| it >= 100) { "N" } else { word });
        words.collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<_> = LINES.take().into_iter().collect();
    for line in &lines {
        for hidden in ["lisi", "hush", "disk", "access_token", "T0"] {
            assert!(!line.contains(hidden), "{hidden} in {line}");
        }
    }
    lines.into_iter().map(without_times).collect()
}

#[test]
fn a_success_is_one_line() {
    let server = Server::after_token(|_| ok());
    assert_eq!(
        logged(&server, "disk full"),
        ["DEBUG cgi-bin/message/send: ok, errcode 0, attempt 1, 0 ms, msgid m1"],
        "by the clock of the test nothing takes any time"
    );
}

#[test]
fn what_wecom_cut_is_warned_of() {
    let server = Server::after_token(|_| ok());
    assert_eq!(
        logged(&server, &"disk".repeat(600)),
        [
            "DEBUG cgi-bin/message/send: ok, errcode 0, attempt 1, 0 ms, msgid m1",
            "WARN cgi-bin/message/send: text.content is too long, and WeCom cut it",
        ]
    );
}

#[test]
fn an_error_is_told_without_what_wecom_wrote() {
    let api = r#"{"errcode":81013,"errmsg":"lisi and disk","invaliduser":"lisi"}"#;
    let table: [(Reply, &str); 3] = [
        (Reply::Json(api.to_owned()), "errcode 81013,"),
        (Reply::Close, "the connection was closed after the request was sent and before an answer came,"),
        (
            Reply::Http("HTTP/1.1 502 Bad", "lisi and disk".to_owned()),
            "an answer that is not WeCom's, HTTP status 502,",
        ),
    ];
    for (reply, outline) in table {
        let reply = std::sync::Mutex::new(Some(reply));
        let server = Server::after_token(move |_| reply.lock().unwrap().take().unwrap());
        let lines = logged(&server, "disk full");
        assert_eq!(lines, [format!("DEBUG cgi-bin/message/send: failed, {outline} attempt 1, 0 ms")]);
    }
    let server = Server::start(|_| errcode(40001));
    assert_eq!(
        logged(&server, "disk full"),
        [
            "WARN cgi-bin/gettoken: errcode 40001; corp id and secret are not tried again for 60 s",
            "DEBUG cgi-bin/message/send: failed, cgi-bin/gettoken: errcode 40001, attempt 1, 0 ms",
        ]
    );
}

#[test]
fn every_repetition_is_warned_of() {
    let (fetched, busy) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let server = Server::start(move |seen| match seen.target.as_str() {
        target if target.contains("gettoken") => token(&format!("T{}", fetched.fetch_add(1, Ordering::SeqCst))),
        target if target.ends_with("=T0") => errcode(42001),
        _ if busy.fetch_add(1, Ordering::SeqCst) == 0 => errcode(-1),
        _ => ok(),
    });
    assert_eq!(
        logged(&server, "disk full"),
        [
            "WARN cgi-bin/message/send: attempt 1 failed, errcode 42001; the access token is renewed",
            "WARN cgi-bin/message/send: attempt 2 failed, errcode -1; again in N ms",
            "DEBUG cgi-bin/message/send: ok, errcode 0, attempt 3, N ms, msgid m1",
        ]
    );
}

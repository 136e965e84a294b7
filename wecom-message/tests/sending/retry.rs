use std::io::Read;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::{Duration, Instant};

use super::server::{Reply, Seen, Server, errcode, ok, token};
use super::{Checked, Note, Plain, SECRET, builder, lisi};
use wecom_message::app::{Receipt, To};
use wecom_message::manual_clock::ManualClock;
use wecom_message::{Client, DuplicateCheck, Error, FileSource, Media, Phase, RetryPolicy, Strictness, WithExtra};

const BAD_GATEWAY: &str = "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html";

/// Hands out a token, then answers in this order; the last answer stays.
fn in_order(replies: impl IntoIterator<Item = fn() -> Reply>) -> Server {
    let (replies, next): (Vec<_>, _) = (replies.into_iter().collect(), AtomicUsize::new(0));
    Server::after_token(move |_| replies[next.fetch_add(1, Ordering::SeqCst).min(replies.len() - 1)]())
}

fn with(server: &Server, policy: RetryPolicy) -> (Client, ManualClock) {
    let clock = ManualClock::new();
    (builder(server).retry(policy).manual_clock(&clock).build().unwrap(), clock)
}

fn posts(server: &Server) -> Vec<Seen> {
    server.seen().into_iter().filter(|seen| seen.method == "POST").collect()
}

fn send(client: &Client) -> Result<Receipt, Error> {
    client.send(lisi(), &Note::new())
}

#[test]
fn a_passing_trouble_is_waited_out_with_growing_pauses() {
    let server = in_order([|| errcode(-1), || errcode(6000), ok as fn() -> Reply]);
    let (client, clock) = with(&server, RetryPolicy::default());
    let _ = send(&client).unwrap();
    let posts = posts(&server);
    assert_eq!(posts.len(), 3);
    assert!(posts.iter().all(|post| post.body == posts[0].body));
    let sleeps = clock.sleeps();
    assert_eq!(sleeps.len(), 2);
    for (sleep, whole) in sleeps.iter().zip([500, 1000]) {
        assert!((whole / 2..=whole).contains(&sleep.as_millis()), "{sleep:?}");
    }
}

#[test]
fn only_documented_passing_codes_are_tried_again() {
    let table = [(-1, 3, 3), (6000, 3, 10), (45033, 3, 10), (45009, 1, 1), (81013, 1, 1), (60020, 1, 1), (45035, 1, 1)];
    for (code, by_default, of_ten) in table {
        for (policy, expected) in [
            (RetryPolicy::default(), by_default),
            (RetryPolicy::default().attempts(10), of_ten),
            (RetryPolicy::never(), 1),
        ] {
            let server = Server::after_token(move |_| errcode(code));
            let (client, _) = with(&server, policy);
            let error = send(&client).unwrap_err();
            assert_eq!((error.errcode().unwrap().value(), error.attempts()), (code, expected), "{error}");
            assert_eq!(posts(&server).len(), expected as usize);
            assert_eq!(error.to_string().ends_with(&format!("; this was attempt {expected}")), expected > 1, "{error}");
            assert!(!error.may_have_been_delivered());
        }
    }
}

#[test]
fn the_last_error_is_the_error_and_counts_the_attempts() {
    let server = in_order([|| errcode(-1), || errcode(6000), (|| errcode(45033)) as fn() -> Reply]);
    let error = send(&with(&server, RetryPolicy::default()).0).unwrap_err();
    assert_eq!((error.errcode().unwrap().value(), error.attempts()), (45033, 3));
    assert_eq!(error.api().unwrap().message, "no, hint: [1]");
    let text = error.to_string();
    assert!(text.contains("errcode 45033 (") && text.ends_with("no, hint: [1]; this was attempt 3"), "{text}");
}

#[test]
fn a_pause_never_ends_after_the_deadline() {
    let server = Server::after_token(|_| errcode(6000));
    let policy = RetryPolicy::default().attempts(100).max_delay(Duration::from_millis(600));
    let (client, clock) = with(&server, policy.deadline(Duration::from_secs(2)));
    let error = send(&client).unwrap_err();
    // The last attempt has only the rest of the time, which a busy machine may not give it.
    assert!(error.errcode() == Some(6000.into()) || error.is_timeout(), "{error}");
    assert!(clock.elapsed() < Duration::from_secs(2) && clock.elapsed() >= Duration::from_millis(1400), "{clock:?}");
    assert!(clock.sleeps().iter().all(|sleep| *sleep <= Duration::from_millis(600)));
    assert_eq!(clock.sleeps().len() + 1, error.attempts() as usize);
    let none = builder(&server).retry(RetryPolicy::default().deadline(Duration::ZERO));
    assert!(none.build().unwrap_err().is_configuration());
}

#[test]
fn attempts_without_a_delay_do_not_spin() {
    let server = Server::after_token(|_| errcode(6000));
    for (initial, most) in
        [(Duration::ZERO, Duration::ZERO), (Duration::ZERO, Duration::MAX), (Duration::MAX, Duration::ZERO)]
    {
        let policy = RetryPolicy::default().attempts(u32::MAX).initial_delay(initial).max_delay(most);
        let (client, clock) = with(&server, policy.deadline(Duration::from_secs(1)));
        let error = send(&client).unwrap_err();
        assert!(error.attempts() <= 100, "{} attempts in a second", error.attempts());
        assert!(clock.sleeps().iter().all(|sleep| *sleep >= Duration::from_millis(10)), "{:?}", clock.sleeps());
    }
}

#[test]
fn the_deadline_ends_an_attempt_as_well() {
    let (_released, held) = mpsc::channel();
    let held = Mutex::new(Some(held));
    let server = Server::after_token(move |_| Reply::Hold(held.lock().unwrap().take().unwrap()));
    let (client, _) = with(&server, RetryPolicy::default().deadline(Duration::from_millis(100)));
    let start = Instant::now();
    assert!(send(&client).unwrap_err().is_timeout());
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn what_was_not_sent_is_sent_again() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let proxy = Server::start(|_| Reply::Http("HTTP/1.1 503 Full", String::new()));
    let clock = ManualClock::new();
    let client = |address: &str| Client::builder("corp", SECRET, 7).base_url(address).manual_clock(&clock);
    for client in
        [client(&format!("http://{free}")), client("http://wecom.invalid").allow_plain_http().proxy(proxy.url())]
    {
        let error = send(&client.build().unwrap()).unwrap_err();
        assert_eq!((error.attempts(), error.phase()), (3, Some(Phase::NotSent)), "{error}");
        assert!(!error.may_have_been_delivered());
    }
    assert_eq!((proxy.seen().len(), clock.sleeps().len()), (3, 4));
}

#[test]
fn what_may_have_been_delivered_is_not_sent_again() {
    let table: [fn() -> Reply; 4] = [
        || Reply::Close,
        || Reply::Http(BAD_GATEWAY, "<h1>bad gateway</h1>".to_owned()),
        || Reply::RawThenClose(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec()),
        || Reply::Json(r#"{"errcode":0,"msgid":{}}"#.to_owned()),
    ];
    for reply in table {
        let server = Server::after_token(move |_| reply());
        let (client, clock) = with(&server, RetryPolicy::default());
        let error = send(&client).unwrap_err();
        assert!(error.may_have_been_delivered() && !error.to_string().contains("attempt"), "{error}");
        assert_eq!((error.attempts(), posts(&server).len(), clock.sleeps().len()), (1, 1, 0));
        client.call(Plain::get(serde_json::json!({}))).ok();
        assert_eq!(server.count("plain/get"), 1, "an operation is repeated as little");
    }
}

#[test]
fn the_duplicate_check_lets_the_same_bytes_go_out_again() {
    let table: [(fn() -> Reply, usize); 5] = [
        (|| Reply::Close, 2),
        (|| Reply::Http(BAD_GATEWAY, "<h1>bad gateway</h1>".to_owned()), 2),
        (|| Reply::RawThenClose(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_vec()), 2),
        (|| Reply::Http("HTTP/1.1 200 OK", "<h1>log in</h1>".to_owned()), 1),
        (|| Reply::Json("[1]".to_owned()), 1),
    ];
    for (reply, expected) in table {
        let server = in_order([reply, ok as fn() -> Reply]);
        let (client, _) = with(&server, RetryPolicy::default());
        let message = Checked::new().retry_safely(Duration::from_secs(60));
        assert_eq!(client.send(lisi(), &message).is_ok(), expected == 2);
        let posts = posts(&server);
        assert_eq!(posts.len(), expected);
        assert!(posts.iter().all(|post| post.body == posts[0].body));
        assert!(posts[0].body.contains(r#""enable_duplicate_check":1,"duplicate_check_interval":60"#));
    }
}

#[test]
fn the_interval_must_cover_the_time_in_which_it_is_tried() {
    let minute = RetryPolicy::default().deadline(Duration::from_secs(60));
    let interval =
        |seconds| Checked::new().retry_safely(Duration::from_secs(seconds).saturating_sub(Duration::from_millis(1)));
    for (message, policy, expected) in [
        (interval(60), minute.clone(), 3),
        (interval(59), minute.clone(), 1),
        (interval(59), minute.clone().deadline(Duration::from_secs(59)), 3),
        (interval(0), minute.clone(), 1),
        (Checked::new(), minute, 1),
    ] {
        let server = Server::after_token(|_| Reply::Close);
        let error = with(&server, policy).0.send(lisi(), &message).unwrap_err();
        assert_eq!((error.attempts(), posts(&server).len()), (expected, expected as usize), "{message:?}");
    }
}

#[test]
fn what_an_earlier_attempt_may_have_delivered_is_not_forgotten() {
    let server = in_order([|| Reply::Close, || errcode(45009)]);
    let (client, _) = with(&server, RetryPolicy::default());
    let error = client.send(lisi(), &Checked::new().retry_safely(Duration::from_secs(60))).unwrap_err();
    assert_eq!((error.errcode().unwrap().value(), error.attempts()), (45009, 2));
    assert!(error.may_have_been_delivered());
    assert!(error.to_string().ends_with("attempt 2, and an earlier one may have delivered the message"), "{error}");
    assert!(error.advice().unwrap().contains("may have been delivered"));
}

#[test]
fn members_beside_the_body_switch_the_reliance_on_the_check_off() {
    let checked = || WithExtra::new(Checked::new().retry_safely(Duration::from_secs(60)));
    for (message, expected) in
        [(checked().member("/text", "urgency", 1), 3), (checked().member("", "enable_duplicate_check", 0), 1)]
    {
        let server = Server::after_token(|_| Reply::Close);
        let error = with(&server, RetryPolicy::default()).0.send(lisi(), &message).unwrap_err();
        assert_eq!(error.attempts(), expected);
    }
}

#[test]
fn an_operation_is_tried_again_where_wecom_did_nothing() {
    let server = in_order([|| errcode(-1), ok as fn() -> Reply]);
    let (client, clock) = with(&server, RetryPolicy::default());
    client.call(Plain::get(serde_json::json!({}))).unwrap();
    assert_eq!((server.count("plain/get"), clock.sleeps().len()), (2, 1));
}

#[test]
fn a_token_is_asked_for_again_except_with_a_wrong_secret() {
    let table: [(fn() -> Reply, usize); 6] = [
        (|| Reply::Close, 3),
        (|| Reply::Http(BAD_GATEWAY, String::new()), 3),
        (|| errcode(-1), 3),
        (|| errcode(40001), 1),
        (|| errcode(40013), 1),
        (|| errcode(45009), 1),
    ];
    for (reply, expected) in table {
        let server = Server::start(move |_| reply());
        let error = send(&with(&server, RetryPolicy::default()).0).unwrap_err();
        assert_eq!((error.attempts() as usize, server.seen().len()), (expected, expected), "{error}");
        assert!(!error.may_have_been_delivered());
        let asked = AtomicUsize::new(0);
        let server = Server::start(move |seen| match seen.target.contains("gettoken") {
            true if asked.fetch_add(1, Ordering::SeqCst) == 0 => reply(),
            true => token("T"),
            false => ok(),
        });
        assert_eq!(send(&with(&server, RetryPolicy::default()).0).is_ok(), expected == 3);
    }
}

#[test]
fn a_new_token_and_the_retries_share_one_call_and_the_token_is_renewed_once() {
    for code in [40001, 40014, 42001] {
        let fetched = AtomicUsize::new(0);
        let busy = AtomicUsize::new(0);
        let server = Server::start(move |seen| match seen.target.as_str() {
            target if target.contains("gettoken") => token(&format!("T{}", fetched.fetch_add(1, Ordering::SeqCst))),
            target if target.ends_with("=T0") => errcode(code),
            _ if busy.fetch_add(1, Ordering::SeqCst) == 0 => errcode(-1),
            _ => errcode(code),
        });
        let (client, clock) = with(&server, RetryPolicy::default());
        let error = send(&client).unwrap_err();
        assert_eq!((error.errcode().unwrap().value(), error.attempts()), (code, 3));
        assert_eq!((server.count("gettoken"), clock.sleeps().len()), (2, 1));
    }
}

#[test]
fn a_policy_without_retries_still_renews_the_token() {
    let server = in_order([|| errcode(40014), ok as fn() -> Reply]);
    let (client, clock) = with(&server, RetryPolicy::never());
    let _ = send(&client).unwrap();
    assert_eq!((posts(&server).len(), server.count("gettoken"), clock.sleeps().len()), (2, 2, 0));
}

fn stored() -> Reply {
    Reply::Json(r#"{"errcode":0,"media_id":"m1","created_at":"1380000000"}"#.to_owned())
}

#[test]
fn a_file_is_sent_again_where_it_can_be_read_again() {
    let once = || in_order([|| Reply::Close, stored as fn() -> Reply]);
    let bytes = b"0123456789".as_slice();
    let server = once();
    with(&server, RetryPolicy::default()).0.upload(Media::file(FileSource::bytes("a", bytes))).unwrap();
    let whole = |post: &Seen| post.body.contains("0123456789");
    assert!(posts(&server).len() == 2 && posts(&server).iter().all(whole));

    let server = once();
    let reader = FileSource::reader("a", 10, Box::new(bytes) as Box<dyn Read>);
    let error = with(&server, RetryPolicy::default()).0.upload(Media::file(reader)).unwrap_err();
    assert_eq!((error.attempts(), posts(&server).len()), (1, 1));
}

#[test]
fn a_download_is_tried_again_until_something_of_it_is_written() {
    let (whole, half) = ("10\r\n\r\n0123456789", "20\r\n\r\n0123456789");
    for (first, expected) in [("", 2), (half, 1)] {
        let asked = AtomicUsize::new(0);
        let server = Server::after_token(move |_| {
            let body = if asked.fetch_add(1, Ordering::SeqCst) == 0 { first } else { whole };
            if body.is_empty() {
                return Reply::Close;
            }
            let head = "HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=a\r\nContent-Length: ";
            Reply::RawThenClose(format!("{head}{body}").into_bytes())
        });
        let mut bytes = Vec::new();
        let outcome = with(&server, RetryPolicy::default()).0.download("m1", &mut bytes);
        assert_eq!((server.count("media/get"), outcome.is_ok()), (expected, expected == 2));
        assert_eq!(bytes, b"0123456789");
        assert_eq!(outcome.err().map_or(0, |error| error.bytes_written()), if expected == 1 { 10 } else { 0 });
    }
}

#[test]
fn a_duplicate_check_of_more_than_four_hours_is_never_sent() {
    const HOURS: u64 = 4 * 60 * 60;
    let server = Server::after_token(|_| ok());
    for strictness in [Strictness::Off, Strictness::Normal, Strictness::Strict] {
        let client = builder(&server).strictness(strictness).build().unwrap();
        let checked = |seconds| Checked::new().retry_safely(Duration::from_secs(seconds));
        let _ = client.send(lisi(), &checked(HOURS)).unwrap();
        let before = server.seen().len();
        for message in [checked(HOURS + 1), checked(u64::MAX), Checked::new().retry_safely(Duration::MAX)] {
            let error = client.send(lisi(), &message).unwrap_err();
            assert!(error.is_invalid() && error.to_string().contains("14400 at most"), "{error}");
            let broadcast = client.broadcast(To::users((0..2500).map(|id| format!("u{id}"))), &message).send();
            assert_eq!(
                (broadcast.batches.len(), broadcast.errors().filter(|error| error.is_invalid()).count()),
                (1, 1)
            );
        }
        assert_eq!(server.seen().len(), before, "{strictness:?}");
    }
}

#[test]
fn the_advice_on_too_many_calls_names_the_window() {
    for (message, window) in [
        ("api freq out of limit per minute", "60 seconds"),
        ("reached the limit of this Hour", "60 minutes"),
        ("day limit", "calendar day"),
        ("api freq out of limit", "a minute, an hour or a day"),
    ] {
        let server = Server::after_token(move |_| {
            Reply::Json(format!(r#"{{"errcode":45009,"errmsg":"{message}, hint: [1]"}}"#))
        });
        let advice = send(&with(&server, RetryPolicy::default()).0).unwrap_err().advice().unwrap();
        assert!(advice.contains(window), "{advice}");
    }
}

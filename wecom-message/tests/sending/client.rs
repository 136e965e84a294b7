use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::Duration;

use super::server::{Reply, Server, errcode, ok, token};
use super::{Note, builder, client, lisi};
use wecom_message::app::Receipt;
use wecom_message::{ApiError, Client, Phase, RetryPolicy, Strictness};

#[test]
fn is_shared_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Client>();
    shared::<wecom_message::Error>();
}

#[test]
fn thirty_two_threads_fetch_one_token() {
    let server = Server::after_token(|_| ok());
    let client = client(&server);
    let start = Arc::new(Barrier::new(32));
    thread::scope(|scope| {
        for _ in 0..32 {
            let (client, start) = (client.clone(), Arc::clone(&start));
            scope.spawn(move || {
                start.wait();
                client.send(lisi(), &Note::new()).unwrap()
            });
        }
    });
    assert_eq!(server.count("gettoken"), 1);
    assert_eq!(server.count("message/send"), 32);
}

#[test]
fn an_expired_token_is_refreshed_and_the_same_bytes_go_out_once_more() {
    for code in [42001, 40014] {
        let fetched = AtomicUsize::new(0);
        let server = Server::start(move |seen| match seen.target.as_str() {
            target if target.contains("gettoken") => token(&format!("T{}", fetched.fetch_add(1, Ordering::SeqCst))),
            target if target.ends_with("=T0") => errcode(code),
            _ => ok(),
        });
        let receipt = client(&server).send(lisi(), &Note::new()).unwrap();
        assert_eq!(receipt.message_id, Some("m1".into()));
        let sends: Vec<_> = server.seen().into_iter().filter(|seen| seen.method == "POST").collect();
        assert_eq!(sends.len(), 2);
        assert_eq!(sends[0].body, sends[1].body);
        assert_eq!(sends[1].target, "/cgi-bin/message/send?access_token=T1");
    }
}

#[test]
fn a_link_with_a_token_of_its_own_is_a_payload_like_any_other() {
    let link = "https://ci.example.com/?access_token=theirs&errcode=40001";
    let server = Server::after_token(|_| ok());
    let _ = client(&server).send(lisi(), &Note(link.to_owned())).unwrap();
    let sent = server.seen().pop().unwrap();
    assert_eq!((server.seen().len(), sent.target.as_str()), (2, "/cgi-bin/message/send?access_token=T"));
    assert!(sent.body.contains(link), "{}", sent.body);
}

#[test]
fn a_token_that_is_refused_for_good_is_renewed_once_in_a_call() {
    let link = "https://ci.example.com/?access_token=theirs";
    for code in [40001, 40014, 42001] {
        let server = Server::after_token(move |_| errcode(code));
        let client = client(&server);
        for call in 1..=2 {
            let error = client.send(lisi(), &Note(link.to_owned())).unwrap_err();
            assert_eq!((error.errcode().unwrap().value(), error.attempts()), (code, 2));
            assert_eq!((server.count("gettoken"), server.count("message/send")), (2 * call, 2 * call));
        }
    }
}

#[test]
fn a_wrong_secret_is_not_tried_again() {
    let server = Server::start(|_| errcode(40001));
    let error = client(&server).send(lisi(), &Note::new()).unwrap_err();
    assert_eq!(server.seen().len(), 1);
    assert_eq!(error.endpoint(), Some("cgi-bin/gettoken"));
    assert_eq!(error.phase(), Some(Phase::NotSent));
    assert!(error.is_api() && !error.may_have_been_delivered());
    assert!(error.advice().unwrap().contains("blocks the address"));
    let text = error.to_string();
    assert!(text.starts_with("cgi-bin/gettoken: errcode 40001 (secret is wrong"), "{text}");
    assert!(text.ends_with("no, hint: [1]"), "{text}");
}

#[test]
fn the_request_is_what_wecom_expects() {
    let server = Server::after_token(|_| ok());
    let client = builder(&server).base_url(format!("{}/wx/api/", server.url())).build().unwrap();
    let _ = client.send(lisi(), &Note("a<&>企业".to_owned())).unwrap();
    let seen = server.seen();
    assert_eq!(seen[0].method, "GET");
    assert_eq!(seen[0].target, "/wx/api/cgi-bin/gettoken?corpid=corp&corpsecret=hush%2Bhush%2Fcorp%26secret");
    assert_eq!(seen[1].target, "/wx/api/cgi-bin/message/send?access_token=T");
    assert_eq!(seen[1].body, r#"{"touser":"lisi","msgtype":"text","text":{"content":"a<&>企业"},"agentid":7}"#);
    let head = seen[1].head.to_ascii_lowercase();
    assert!(head.contains("content-type: application/json"), "{head}");
    assert!(head.contains(concat!("user-agent: wecom-message/", env!("CARGO_PKG_VERSION"))), "{head}");
}

#[test]
fn strictness_decides_what_is_invalid() {
    let server = Server::after_token(|_| ok());
    let long = Note("x".repeat(2049));
    let receipt = client(&server).send(lisi(), &long).unwrap();
    assert_eq!(receipt.warnings.len(), 1);
    let strict = builder(&server).strictness(Strictness::Strict).build().unwrap();
    assert!(strict.send(lisi(), &long).unwrap_err().is_invalid());
    let off = builder(&server).strictness(Strictness::Off).build().unwrap();
    assert!(off.send(lisi(), &Note(String::new())).unwrap().warnings.is_empty());
}

#[test]
fn an_invalid_message_lists_everything_and_sends_nothing() {
    let server = Server::after_token(|_| ok());
    let error = client(&server).send(wecom_message::app::To::user(""), &Note("x".repeat(70_000))).unwrap_err();
    assert!(server.seen().is_empty());
    assert_eq!(error.violations().len(), 3);
    assert_eq!(error.phase(), None);
    let text = error.to_string();
    assert!(
        text.contains("\n  touser[0]: required, but missing or empty; WeCom refuses it (errcode 40031)\n"),
        "{text}"
    );
    assert!(text.contains("70000 bytes, but at most 65536 bytes are allowed"), "{text}");
}

#[test]
fn an_api_error_keeps_what_came_with_it() {
    let answer = r#"{"errcode":81013,"errmsg":"all","invaliduser":"a | b|","invalidparty":[2,"3"],"msgid":"m9"}"#;
    let server = Server::after_token(move |_| Reply::Json(answer.to_owned()));
    let error = client(&server).send(lisi(), &Note::new()).unwrap_err();
    let api = error.api().unwrap();
    let receipt: Receipt = api.receipt().unwrap();
    assert_eq!(receipt.invalid_users, ["a", "b"]);
    assert_eq!(receipt.invalid_parties, ["2", "3"]);
    assert_eq!(receipt.message_id, Some("m9".into()));
    assert!(error.to_string().ends_with("all; invalidparty: 2, 3; invaliduser: a, b"));
}

#[test]
fn people_who_were_not_reached_are_named_in_a_string_or_in_a_list() {
    for (users, parties) in
        [(r#""a|b""#, r#""2""#), (r#"["a","b"]"#, r#"["2"]"#), (r#"["a","b"]"#, "[2]"), (r#""a|b""#, "2")]
    {
        for code in [0, 81013] {
            let server = Server::after_token(move |_| {
                Reply::Json(format!(r#"{{"errcode":{code},"invaliduser":{users},"invalidparty":{parties}}}"#))
            });
            let receipt = client(&server)
                .send(lisi(), &Note::new())
                .unwrap_or_else(|error| error.api().and_then(ApiError::receipt).unwrap_or_else(|| panic!("{error}")));
            assert_eq!(
                (receipt.invalid_users, receipt.invalid_parties),
                (vec!["a".to_owned(), "b".to_owned()], vec!["2".to_owned()])
            );
        }
    }
}

#[test]
fn a_remark_about_the_json_becomes_a_warning() {
    let answer = r#"{"errcode":0,"errmsg":"ok. Warning: wrong json format. ","msgid":"m1"}"#;
    let server = Server::after_token(move |_| Reply::Json(answer.to_owned()));
    let receipt = client(&server).send(lisi(), &Note::new()).unwrap();
    assert_eq!(receipt.warnings.len(), 1);
    assert!(receipt.warnings[0].to_string().contains("wrong json format"));
}

#[test]
fn what_is_not_wecoms_is_an_unreadable_answer() {
    let answers = [
        ("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html", "<h1>bad\ngateway</h1>", "not JSON"),
        ("HTTP/1.1 200 OK", "[1]", "not a JSON object"),
        ("HTTP/1.1 200 OK", r#"{"errcode":"none"}"#, "no integer errcode"),
        ("HTTP/1.1 200 OK", r#"{"errcode":0.5}"#, "no integer errcode"),
        ("HTTP/1.1 200 OK", r#"{"errcode":0,"msgid":{}}"#, "msgid"),
        ("HTTP/1.1 200 OK", "", "not JSON"),
    ];
    for (head, body, reason) in answers {
        let server = Server::after_token(move |_| Reply::Http(head, body.to_owned()));
        let error = client(&server).send(lisi(), &Note::new()).unwrap_err();
        let text = error.to_string();
        assert!(error.is_unreadable_answer() && error.may_have_been_delivered(), "{text}");
        assert!(text.contains(reason) && !text.contains('\n'), "{text}");
        assert_eq!(error.phase(), Some(Phase::Answered));
    }
}

#[test]
fn the_last_of_two_members_of_one_name_counts() {
    let server = Server::after_token(|_| Reply::Json(r#"{"errcode":40001,"msgid":"m1","\u0065rrcode":0}"#.to_owned()));
    let receipt = client(&server).send(lisi(), &Note::new()).unwrap();
    assert_eq!(receipt.message_id, Some("m1".into()));
}

#[test]
fn errcode_decides_whatever_the_status() {
    let server =
        Server::after_token(|_| Reply::Http("HTTP/1.1 500 Oh", r#"{"errcode":-1,"errmsg":"busy"}"#.to_owned()));
    let error = client(&server).send(lisi(), &Note::new()).unwrap_err();
    assert_eq!(error.errcode().unwrap().value(), -1);
}

#[test]
fn a_hanging_gettoken_ends_with_the_deadline_for_all() {
    let (_released, held) = mpsc::channel();
    let held = std::sync::Mutex::new(Some(held));
    let server = Server::start(move |_| Reply::Hold(held.lock().unwrap().take().unwrap_or_else(|| mpsc::channel().1)));
    let client = builder(&server).timeout(Duration::from_millis(200)).retry(RetryPolicy::never()).build().unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let error = client.send(lisi(), &Note::new()).unwrap_err();
                assert!(error.is_transport() && !error.may_have_been_delivered(), "{error}");
            });
        }
    });
}

#[test]
fn settings_that_cannot_work_fail_at_build() {
    let builder = |url: &str| Client::builder("corp", "secret", 1).base_url(url);
    for broken in [
        builder("http://192.0.2.1"),
        builder("https://user:pw@host"),
        builder("http://127.0.0.1").timeout(Duration::ZERO),
        builder("http://127.0.0.1").connect_timeout(Duration::ZERO),
        builder("http://192.0.2.1").allow_plain_http().proxy("socks5://127.0.0.1:1"),
        builder("http://192.0.2.1").allow_plain_http().proxy("http://:8080"),
        builder("http://192.0.2.1").allow_plain_http().proxy("http://user:password@:8080"),
        builder("http://192.0.2.1").allow_plain_http().proxy(""),
        Client::builder("", "secret", 1).base_url("http://127.0.0.1"),
        Client::builder("corp", "", 1).base_url("http://127.0.0.1"),
    ] {
        let error = broken.build().unwrap_err();
        assert!(error.is_configuration(), "{error}");
    }
    builder("http://192.0.2.1").allow_plain_http().build().unwrap();
    builder("http://127.0.0.1").timeout(Duration::MAX).build().unwrap();
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[test]
fn https_without_a_tls_feature_fails_at_build() {
    let error = Client::builder("corp", "secret", 1).build().unwrap_err();
    assert!(error.is_configuration() && error.to_string().contains("rustls"), "{error}");
    assert!(Client::new("corp", "secret", 1).unwrap_err().is_configuration());
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[test]
fn root_certificates_must_be_certificates() {
    let builder = |pem: &str| Client::builder("corp", "secret", 1).root_certificates_pem(pem);
    assert!(builder("nonsense").build().unwrap_err().is_configuration());
    assert!(builder("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n").build().is_err());
}

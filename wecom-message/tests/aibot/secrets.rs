//! Secrets are in no error and in no `Debug`.

use serde_json::json;
use wecom_message::aibot::Event;
use wecom_message::{Aibot, ErrorCode};

use super::{builder, connect, next, sandbox};

#[test]
fn no_debug_shows_a_secret() {
    let sandbox = sandbox();
    let secret = sandbox.aibot().secret();
    let bot = connect(&sandbox);
    for shown in [format!("{:?}", builder(&sandbox)), format!("{bot:?}"), format!("{:?}", bot.incoming())] {
        assert!(!shown.contains(&secret), "{shown}");
    }
    let file = sandbox.aibot().file("a.txt", b"content");
    sandbox.aibot().write("lisi", &json!({"msgtype": "file", "file": file})).unwrap();
    let received = next(&bot);
    let shown = format!("{received:#?}");
    for secret in [&file["url"], &file["aeskey"]] {
        assert!(!shown.contains(secret.as_str().unwrap()), "{shown}");
    }
    let url = received.head.response_url.expect("messages have one").into_inner();
    assert!(url.contains("response_code=") && !shown.contains(&url), "{shown}");
    let Event::FileMessage(message) = received.event else { panic!("no file") };
    assert!(!format!("{:?}", wecom_message::aibot::Encrypted::from(&message)).contains("http"));
}

#[test]
fn an_error_does_not_repeat_the_secret() {
    let sandbox = sandbox();
    let bot = sandbox.aibot();
    let error = Aibot::builder(bot.id(), "hush-hush").url(bot.url()).connect().unwrap_err();
    assert_eq!(error.errcode().map(ErrorCode::value), Some(853_000));
    assert!(!format!("{error:#?}").contains("hush-hush"), "{error:#?}");
}

//! Frames far larger than usual.

use std::time::Duration;

use wecom_message::aibot::{Chat, Event, Markdown};
use wecom_sandbox::Sandbox;

use crate::{LONG, builder};

#[test]
fn a_message_of_ten_megabytes_is_received_and_delays_nothing() {
    let sandbox = Sandbox::builder().without_aibot_rates().start().unwrap();
    // A busy machine takes its time for so much.
    let bot = builder(&sandbox).timeout(LONG).ping_every(LONG).connect().unwrap();
    let text = "字".repeat(10 * 1024 * 1024 / 3);
    for _ in 0..3 {
        sandbox.aibot().say("lisi", &text).unwrap();
        bot.send(Chat::user("lisi"), &Markdown::new("meanwhile")).unwrap();
    }
    for _ in 0..3 {
        let received = bot.incoming().next_within(LONG).unwrap().unwrap();
        let Event::TextMessage(message) = received.event else { panic!("{:?}", received.head) };
        assert!(message.content == text);
    }
    assert!(bot.incoming().next_within(Duration::from_millis(1)).is_none());
    assert!(bot.is_connected());
}

#[test]
fn garbage_does_not_end_the_connection() {
    let sandbox = Sandbox::builder().without_aibot_rates().start().unwrap();
    let bot = builder(&sandbox).connect().unwrap();
    let deep = "[".repeat(100_000);
    for garbage in ["", "null", "[]", "{}", "{\"headers\":{}}", "{\"errcode\":0}", "{\"cmd\":1,\"body\":[]}", &deep] {
        sandbox.aibot().send_raw(garbage);
    }
    // An ack that nobody waits for, and a callback of no known kind.
    sandbox.aibot().send_raw(r#"{"headers":{"req_id":"unknown"},"errcode":0,"errmsg":"ok"}"#);
    sandbox.aibot().send_raw(r#"{"cmd":"aibot_event_callback","headers":{"req_id":"R"},"body":{"msgtype":"event","event":{"eventtype":"new"}}}"#);
    bot.send(Chat::user("lisi"), &Markdown::new("still there")).unwrap();
    let received = bot.incoming().next_within(LONG).unwrap().unwrap();
    assert!(matches!(received.event, Event::Other(_)), "{:?}", received.event);
}

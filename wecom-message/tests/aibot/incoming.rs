//! What comes in.

use std::time::Duration;

use serde_json::json;
use wecom_message::aibot::{Event, HeadChatType, Missed, Quote, Responder};
use wecom_sandbox::Rating;

use super::{LONG, builder, connect, next, sandbox};

#[test]
fn a_text_says_who_wrote_it_and_where() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().say_in("wrG1", "lisi", "@bot when?").unwrap();
    let received = next(&bot);
    let head = &received.head;
    assert_eq!((head.chat_id.as_str(), &head.chat_type), ("wrG1", &Some(HeadChatType::Group)));
    assert_eq!(head.from.as_ref().unwrap().userid, "lisi");
    assert!(matches!(&received.event, Event::TextMessage(message) if message.content == "@bot when?"), "{received:?}");
    assert!(matches!(received.responder, Responder::Reply(_)));
}

#[test]
fn every_kind_of_message_is_read() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let file = sandbox.aibot().file("a.txt", b"content");
    let bodies = [
        json!({"msgtype": "image", "image": file}),
        json!({"msgtype": "mixed", "mixed": {"msg_item": [{"msgtype": "text", "text": {"content": "look"}}, {"msgtype": "image", "image": file}]}}),
        json!({"msgtype": "voice", "voice": {"content": "when"}}),
        json!({"msgtype": "file", "file": file}),
        json!({"msgtype": "video", "video": file}),
        json!({"msgtype": "text", "text": {"content": "this"}, "quote": {"msgtype": "voice", "voice": {"content": "when"}}}),
        json!({"msgtype": "hologram", "hologram": {"depth": 3}}),
    ];
    let mut read = Vec::new();
    for body in bodies {
        sandbox.aibot().write("lisi", &body).unwrap();
        let received = next(&bot);
        assert!(matches!(received.responder, Responder::Reply(_)));
        assert!(received.unknown.is_empty(), "{received:?}");
        read.push(match received.event {
            Event::ImageMessage(it) if !it.url.is_empty() && !it.aes_key.is_empty() => "image",
            Event::MixedMessage(it) if it.items.len() == 2 => "mixed",
            Event::VoiceMessage(it) if it.content == "when" => "voice",
            Event::FileMessage(it) if !it.url.is_empty() => "file",
            Event::VideoMessage(it) if !it.url.is_empty() => "video",
            Event::TextMessage(it) if matches!(&it.quote, Some(Quote::Voice(said)) if said.content == "when") => {
                "quote"
            }
            Event::Other(members) if members.get("depth") == Some(&json!(3)) => "other",
            other => panic!("{other:?}"),
        });
    }
    assert_eq!(read, ["image", "mixed", "voice", "file", "video", "quote", "other"]);
}

#[test]
fn a_rating_names_the_message() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let markdown =
        wecom_message::aibot::Markdown::new("at nine").feedback(wecom_message::aibot::Feedback::new("fb-31"));
    bot.send(wecom_message::aibot::Chat::user("lisi"), &markdown).unwrap();
    sandbox.aibot().rate("lisi", "fb-31", &Rating::accurate()).unwrap();
    let received = next(&bot);
    assert!(matches!(&received.event, Event::FeedbackEvent(rating) if rating.id == "fb-31"), "{received:?}");
    assert!(matches!(received.responder, Responder::None));
}

#[test]
fn a_slow_program_learns_what_it_missed_and_pushes_all_the_same() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).queue(2).connect().unwrap();
    for text in ["a", "b", "c", "d"] {
        sandbox.aibot().say("lisi", text).unwrap();
    }
    bot.send_markdown(wecom_message::aibot::Chat::user("lisi"), "still here").unwrap();
    let mut incoming = bot.incoming();
    let taken: Vec<_> = (0..3)
        .map(|_| match incoming.next_within(LONG).unwrap() {
            Ok(received) => match received.event {
                Event::TextMessage(message) => message.content,
                other => panic!("{other:?}"),
            },
            Err(Missed { count, .. }) => format!("{count} missed"),
        })
        .collect();
    assert_eq!(taken, ["a", "b", "2 missed"]);
    assert!(incoming.next_within(Duration::ZERO).is_none());
}

#[test]
fn a_message_that_comes_twice_has_the_same_key() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let frame = |msgid: &str| {
        let body = json!({"msgid": msgid, "aibotid": "b", "msgtype": "text", "text": {"content": "hi"}});
        json!({"cmd": "aibot_msg_callback", "headers": {"req_id": "R"}, "body": body}).to_string()
    };
    let keys = ["M-1", "M-1", "M-2"].map(|msgid| {
        sandbox.aibot().send_raw(frame(msgid));
        next(&bot).dedupe_key()
    });
    assert_eq!(keys[0], keys[1]);
    assert_ne!(keys[0], keys[2]);
}

#[test]
fn frames_that_wecom_does_not_send_change_nothing() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    for text in [
        "",
        "garbage",
        "[]",
        "{}",
        r#"{"headers":{"req_id":"unknown"},"errcode":0}"#,
        r#"{"cmd":"aibot_new","headers":{"req_id":"a"},"body":{}}"#,
        r#"{"cmd":"aibot_msg_callback","headers":{"req_id":"a"},"body":7}"#,
    ] {
        sandbox.aibot().send_raw(text);
    }
    sandbox.aibot().send_raw(
        json!({"cmd": "aibot_msg_callback", "headers": {"req_id": "a"}, "body": {"from": "nobody", "msgtype": "text"}})
            .to_string(),
    );
    let received = next(&bot);
    assert!(matches!(&received.event, Event::Other(members) if members.get("from") == Some(&json!("nobody"))));
    assert!(matches!(received.responder, Responder::None));
    assert!(bot.is_connected());
}

#[test]
fn a_frame_of_ten_megabytes_is_read() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().say("lisi", &"长".repeat(3_500_000)).unwrap();
    let received = next(&bot);
    assert!(matches!(&received.event, Event::TextMessage(message) if message.content.len() == 10_500_000));
}

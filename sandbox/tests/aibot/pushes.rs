//! `aibot_send_msg`: chats, messages, rates.

use std::time::Duration;

use serde_json::{Value, json};

use super::program::errcode;
use super::{Program, builder, markdown, push, sandbox, shown, texts};

fn to(chat: &str, chat_type: Value, body: Value) -> Value {
    let mut body = body;
    body["chatid"] = chat.into();
    body["chat_type"] = chat_type;
    body
}

#[test]
fn a_chat_is_a_members_or_a_groups() {
    let sandbox = builder().invalid_user("ghost").start().unwrap();
    let mut program = Program::start(&sandbox);
    sandbox.aibot().say_in("wrG1", "lisi", "@bot hi").unwrap();
    program.read();
    let table = [
        ("lisi", json!(1), 0),
        ("wrG1", json!(2), 0),
        ("wrG1", Value::Null, 0),
        ("lisi", json!(0), 0),
        ("wrG1", json!(1), 93006),
        ("lisi", json!(2), 93006),
        ("LISI", json!(1), 93006),
        ("wrg1", json!(2), 93006),
        ("ghost", json!(1), 93006),
    ];
    for (chat, chat_type, expected) in table {
        let ack = program.call("aibot_send_msg", &to(chat, chat_type.clone(), markdown("hi")));
        assert_eq!(errcode(&ack), expected, "{chat} {chat_type}");
    }
    assert_eq!(texts(&sandbox, "lisi"), ["hi", "hi"]);
    assert_eq!(texts(&sandbox, "wrG1"), ["hi", "hi"]);
}

#[test]
fn a_message_obeys_the_descriptions() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let table = [
        (json!({"msgtype": "text", "text": {"content": "hi"}}), 40008),
        (markdown(&"字".repeat(20480 / 3 + 1)), 45002),
        (markdown(&"字".repeat(20480 / 3)), 0),
        (json!({"msgtype": "file", "file": {"media_id": "another's"}}), 40007),
        (
            json!({"msgtype": "template_card", "template_card": {"card_type": "text_notice",
            "main_title": {"title": "done"}, "card_action": {"type": 1, "url": "https://example.com"}}}),
            0,
        ),
    ];
    for (body, expected) in table {
        let ack = program.call("aibot_send_msg", &to("lisi", json!(1), body.clone()));
        assert_eq!(errcode(&ack), expected, "{body}");
    }
}

#[test]
fn strangers_must_write_first() {
    let sandbox = builder().aibot_stranger("lisi").aibot_stranger("wrG1").start().unwrap();
    let mut program = Program::start(&sandbox);
    let group = to("wrG1", json!(2), markdown("hi"));
    for body in [push("lisi", "hi"), group.clone()] {
        assert_eq!(errcode(&program.call("aibot_send_msg", &body)), 846_607);
    }
    sandbox.aibot().say("lisi", "hello").unwrap();
    sandbox.aibot().say_in("wrG1", "lisi", "@bot hello").unwrap();
    program.read();
    program.read();
    for body in [push("lisi", "hi"), group] {
        assert_eq!(errcode(&program.call("aibot_send_msg", &body)), 0);
    }
    let expected = [(Some("lisi".to_owned()), "hello".to_owned()), (None, "hi".to_owned())];
    assert_eq!(shown(&sandbox, "lisi"), expected);
}

#[test]
fn each_chat_takes_thirty_messages_a_minute_replies_included() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let told = sandbox.aibot().say("lisi", "hello").unwrap();
    program.read();
    for _ in 0..29 {
        assert_eq!(errcode(&program.call("aibot_send_msg", &push("lisi", "hi"))), 0);
    }
    assert_eq!(errcode(&program.answer("aibot_respond_msg", &told.req_id, &markdown("the last"))), 0);
    assert_eq!(errcode(&program.call("aibot_send_msg", &push("lisi", "more"))), 45009);
    assert_eq!(errcode(&program.call("aibot_send_msg", &push("wangwu", "hi"))), 0);
    sandbox.advance(Duration::from_secs(61));
    assert_eq!(errcode(&program.call("aibot_send_msg", &push("lisi", "more"))), 0);
    assert_eq!(texts(&sandbox, "lisi").len(), 31);
}

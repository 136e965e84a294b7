//! `aibot_respond_msg`: replies at once, and streams.

use std::time::Duration;

use serde_json::{Value, json};
use wecom_sandbox::{Sandbox, StreamState};

use super::program::errcode;
use super::{Program, builder, markdown, sandbox, stream, texts};

const CMD: &str = "aibot_respond_msg";

/// A bot that lisi wrote to, and the `req_id` of the message.
fn asked() -> (Sandbox, Program, String) {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let told = sandbox.aibot().say("lisi", "when?").unwrap();
    assert_eq!(program.read()["headers"]["req_id"], told.req_id.as_str());
    (sandbox, program, told.req_id)
}

fn last(sandbox: &Sandbox) -> (String, Option<StreamState>, u32) {
    let message = sandbox.aibot().chat("lisi").pop().unwrap();
    (message.text().unwrap().to_owned(), message.stream, message.frames)
}

#[test]
fn each_frame_replaces_the_text() {
    let (sandbox, mut program, req_id) = asked();
    let frames = [("look", false), ("looking up", false), ("At nine.", true)];
    for (content, finish) in frames {
        assert_eq!(errcode(&program.answer(CMD, &req_id, &stream("S-1", content, finish))), 0);
    }
    assert_eq!(last(&sandbox), ("At nine.".to_owned(), Some(StreamState::Finished), 3));
    assert_eq!(texts(&sandbox, "lisi"), ["At nine."]);
    // What was ended is answered; a stream with another id begins another message.
    assert_eq!(errcode(&program.answer(CMD, &req_id, &stream("S-1", "or ten", true))), 846_606);
    assert_eq!(errcode(&program.answer(CMD, &req_id, &stream("S-2", "Or ten.", true))), 0);
    assert_eq!(texts(&sandbox, "lisi"), ["At nine.", "Or ten."]);
}

#[test]
fn a_text_that_shows_nothing_ends_nothing() {
    let (sandbox, mut program, req_id) = asked();
    program.answer(CMD, &req_id, &stream("S-1", "looking up", false));
    for blank in ["", " \n", "\u{200b}"] {
        assert_eq!(errcode(&program.answer(CMD, &req_id, &stream("S-1", blank, true))), 0);
        assert_eq!(last(&sandbox), ("looking up".to_owned(), Some(StreamState::Growing), 1));
    }
}

#[test]
fn a_stream_ends_by_itself_after_ten_minutes() {
    let (sandbox, mut program, req_id) = asked();
    sandbox.advance(Duration::from_secs(120));
    program.answer(CMD, &req_id, &stream("S-1", "looking up", false));
    sandbox.advance(Duration::from_secs(590));
    assert_eq!(errcode(&program.answer(CMD, &req_id, &stream("S-1", "still looking", false))), 0);
    assert_eq!(last(&sandbox).1, Some(StreamState::Growing));
    sandbox.advance(Duration::from_secs(11));
    assert_eq!(errcode(&program.answer(CMD, &req_id, &stream("S-1", "found", true))), 846_608);
    assert_eq!(last(&sandbox), ("still looking".to_owned(), Some(StreamState::Expired), 2));
}

#[test]
fn a_stream_continues_on_another_connection() {
    let (sandbox, mut program, req_id) = asked();
    program.answer(CMD, &req_id, &stream("S-1", "looking up", false));
    sandbox.aibot().cut();
    assert!(program.try_read().is_err());
    let mut program = Program::start(&sandbox);
    assert_eq!(errcode(&program.answer(CMD, &req_id, &stream("S-1", "found", true))), 0);
    assert_eq!(texts(&sandbox, "lisi"), ["found"]);
}

#[test]
fn a_stream_counts_once_in_the_rate() {
    let (sandbox, mut program, req_id) = asked();
    for number in 0..40 {
        let frame = stream("S-1", &format!("{number}"), number == 39);
        assert_eq!(errcode(&program.answer(CMD, &req_id, &frame)), 0);
    }
    assert_eq!(last(&sandbox), ("39".to_owned(), Some(StreamState::Finished), 40));
}

#[test]
fn replies_are_judged_by_the_descriptions() {
    let (sandbox, mut program, req_id) = asked();
    let long = "字".repeat(20480 / 3 + 1);
    let table: [(Value, i64); 4] = [
        (markdown("At nine."), 0),
        (markdown(&long), 45002),
        (json!({"msgtype": "image", "image": {"media_id": "no such"}}), 40007),
        (json!({"msgtype": "dance"}), 40008),
    ];
    for (body, expected) in table {
        assert_eq!(errcode(&program.answer(CMD, &req_id, &body)), expected, "{body}");
    }
    let reply = sandbox.aibot().chat("lisi").pop().unwrap();
    assert_eq!(reply.msgid, sandbox.aibot().chat("lisi")[0].msgid);
}

#[test]
fn only_messages_that_are_less_than_a_day_old_are_answered() {
    let sandbox = builder().aibot("aibOther", "s").start().unwrap();
    let mut program = Program::start(&sandbox);
    let told = sandbox.aibot().say("lisi", "when?").unwrap();
    let entered = sandbox.aibot().enter("lisi").unwrap();
    program.read();
    program.read();
    for req_id in ["unknown", &entered.req_id] {
        assert_eq!(errcode(&program.answer(CMD, req_id, &markdown("hi"))), 846_605, "{req_id}");
    }
    let mut other = Program::connect(&sandbox);
    other.subscribe("aibOther", "s");
    assert_eq!(errcode(&other.answer(CMD, &told.req_id, &markdown("hi"))), 846_605);
    sandbox.advance(Duration::from_secs(24 * 60 * 60 - 10));
    assert_eq!(errcode(&program.answer(CMD, &told.req_id, &markdown("late"))), 0);
    sandbox.advance(Duration::from_secs(10));
    assert_eq!(errcode(&program.answer(CMD, &told.req_id, &markdown("too late"))), 846_604);
}

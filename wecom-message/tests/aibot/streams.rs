//! Texts that grow.

use std::time::Duration;

use wecom_message::ErrorCode;
use wecom_message::aibot::Markdown;
use wecom_sandbox::{ChatMessage, Fault, Sandbox, StreamState};

use super::replies::asked;
use super::{LONG, builder, connect, sandbox};

const RESPOND: &str = "aibot_respond_msg";

/// The text, once the stream is in this state.
fn text_when(sandbox: &Sandbox, state: StreamState) -> String {
    let is_there = move |message: &ChatMessage| message.stream == Some(state);
    sandbox.aibot().wait_for(LONG, is_there).expect("the stream comes to this").text().unwrap().to_owned()
}

#[test]
fn a_stream_shows_what_was_written_and_ends() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let mut stream = asked(&sandbox, &bot).stream().feedback("fb-1");
    for piece in ["At ", "nine ", "or ", "ten."] {
        stream.push(piece).unwrap();
    }
    assert_eq!(stream.text(), "At nine or ten.");
    stream.finish().unwrap();
    let message = sandbox.aibot().chat("lisi").pop().unwrap();
    assert_eq!((message.text(), message.stream), (Some("At nine or ten."), Some(StreamState::Finished)));
    assert_eq!(message.feedback_id.as_deref(), Some("fb-1"));
}

#[test]
fn what_is_written_faster_than_acks_come_is_merged() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().next_fault(RESPOND, Fault::LateAck(Duration::from_millis(200)));
    let mut stream = asked(&sandbox, &bot).stream();
    for _ in 0..100 {
        stream.push("word ").unwrap();
    }
    stream.finish().unwrap();
    let message = sandbox.aibot().chat("lisi").pop().unwrap();
    assert_eq!(message.text().map(str::len), Some(500));
    assert!(message.frames <= 3, "{} frames", message.frames);
}

#[test]
fn a_pause_of_the_program_leaves_nothing_behind() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().next_fault(RESPOND, Fault::LateAck(Duration::from_millis(100)));
    let mut stream = asked(&sandbox, &bot).stream();
    stream.push("first ").unwrap();
    stream.push("second").unwrap();
    let both = sandbox.aibot().wait_for(LONG, |message| message.text() == Some("first second"));
    assert!(both.is_some(), "the second piece goes when the ack of the first is there");
    stream.finish().unwrap();
}

#[test]
fn a_stream_that_is_dropped_ends_visibly() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let mut stream = asked(&sandbox, &bot).stream();
    stream.push("At n").unwrap();
    drop(stream);
    assert_eq!(text_when(&sandbox, StreamState::Finished), "At n…");
}

#[test]
fn a_stream_without_any_text_ends_visibly() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let mut stream = asked(&sandbox, &bot).stream();
    stream.push("\u{200b} ").unwrap();
    stream.finish().unwrap();
    assert_eq!(text_when(&sandbox, StreamState::Finished), "…");
    drop(asked(&sandbox, &bot).stream());
    assert_eq!(sandbox.aibot().chat("lisi").pop().unwrap().member.as_deref(), Some("lisi"), "nothing was begun");
}

#[test]
fn a_stream_goes_on_after_the_connection_broke() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let mut stream = asked(&sandbox, &bot).stream();
    stream.push("At ").unwrap();
    sandbox.aibot().next_fault(RESPOND, Fault::CutBefore);
    stream.push("nine ").unwrap();
    stream.push("or ten.").unwrap();
    stream.finish().unwrap();
    assert_eq!(text_when(&sandbox, StreamState::Finished), "At nine or ten.");
}

#[test]
fn a_text_that_is_too_long_keeps_the_stream_as_it_was() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let mut stream = asked(&sandbox, &bot).stream();
    stream.push("a".repeat(20_000)).unwrap();
    let error = stream.push("b".repeat(500)).unwrap_err();
    assert!(error.is_invalid(), "{error}");
    stream.push("c".repeat(480)).unwrap();
    stream.finish().unwrap();
    assert_eq!(text_when(&sandbox, StreamState::Finished).len(), 20_480);
}

#[test]
fn a_stream_that_wecom_ended_says_so() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let reply = asked(&sandbox, &bot);
    let mut stream = reply.stream();
    stream.push("At ").unwrap();
    text_when(&sandbox, StreamState::Growing);
    sandbox.aibot().next_fault(RESPOND, Fault::Refused(846_608));
    let error = stream.finish().unwrap_err();
    assert_eq!(error.errcode().map(ErrorCode::value), Some(846_608));
    reply.send(&Markdown::new("at nine")).unwrap();
}

#[test]
fn a_refused_frame_is_reported_by_the_next_piece() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).connect().unwrap();
    let reply = asked(&sandbox, &bot);
    let mut stream = reply.stream();
    sandbox.aibot().next_fault(RESPOND, Fault::Refused(846_604));
    stream.push("At ").unwrap();
    // The replies to one message leave in order: when this one is answered, the frame before it is.
    reply.send(&Markdown::new("after it")).unwrap();
    let error = stream.push("nine").unwrap_err();
    assert_eq!(error.errcode().map(ErrorCode::value), Some(846_604));
}

//! The faults that a test can prepare do what they say.

use std::time::Duration;

use serde_json::json;
use wecom_sandbox::Fault;

use super::program::errcode;
use super::{LONG, Program, push, sandbox, texts};

const CMD: &str = "aibot_send_msg";

#[test]
fn a_fault_strikes_the_next_frame_of_its_command() {
    // The fault, whether the frame takes effect, whether the connection ends, whether it ends with a close frame.
    let table = [
        (Fault::CutBefore, false, true, false),
        (Fault::CutAfter, true, true, false),
        (Fault::CloseBefore, false, true, true),
        (Fault::CloseAfter, true, true, true),
        (Fault::BrokenFrame, true, true, false),
        (Fault::NoAck, true, false, false),
        (Fault::HalfOpen, false, false, false),
        (Fault::HalfOpenAfter, true, false, false),
    ];
    for (fault, takes_effect, ends, says_so) in table {
        let sandbox = sandbox();
        let mut program = Program::start(&sandbox);
        sandbox.aibot().next_fault(CMD, fault.clone());
        assert_eq!(errcode(&program.call("ping", &json!({}))), 0);
        program.send(CMD, "snd-1", &push("lisi", "hi"));
        if ends {
            assert_eq!(program.try_read().unwrap_err() == "closed", says_so, "{fault:?}");
        } else {
            assert!(program.hears_nothing(Duration::from_millis(200)), "{fault:?}");
        }
        assert_eq!(!texts(&sandbox, "lisi").is_empty(), takes_effect, "{fault:?}");
        assert_eq!(sandbox.aibot().unused_faults(), 0);
    }
}

#[test]
fn acks_come_late_and_out_of_order() {
    for fault in [Fault::LateAck(Duration::from_millis(100)), Fault::AckAfterNext] {
        let sandbox = sandbox();
        let mut program = Program::start(&sandbox);
        sandbox.aibot().next_fault(CMD, fault.clone());
        for number in ["first", "second"] {
            program.send(CMD, number, &push("lisi", number));
        }
        let order = [program.read(), program.read()].map(|ack| ack["headers"]["req_id"].as_str().unwrap().to_owned());
        assert_eq!(order, ["second", "first"], "{fault:?}");
        assert_eq!(texts(&sandbox, "lisi"), ["first", "second"]);
    }
}

#[test]
fn a_frame_can_be_refused_and_surrounded_by_garbage() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    sandbox.aibot().next_fault(CMD, Fault::Refused(45033));
    sandbox.aibot().next_fault(CMD, Fault::Garbage);
    assert_eq!(errcode(&program.call(CMD, &push("lisi", "refused"))), 45033);
    program.send(CMD, "snd-2", &push("lisi", "taken"));
    assert!(serde_json::from_str::<serde_json::Value>(&program.read_text()).is_err());
    assert_eq!(errcode(&program.read()), 0);
    assert_eq!(texts(&sandbox, "lisi"), ["taken"]);
}

#[test]
fn a_connection_can_be_replaced_cut_closed_and_silenced() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    sandbox.aibot().replace();
    assert_eq!(program.read()["body"]["event"]["eventtype"], "disconnected_event");
    assert!(!sandbox.aibot().is_connected());

    let mut program = Program::start(&sandbox);
    sandbox.aibot().close();
    assert_eq!(program.try_read().unwrap_err(), "closed");
    let mut program = Program::start(&sandbox);
    sandbox.aibot().fall_silent();
    program.send("ping", "ping-1", &json!({}));
    assert!(program.hears_nothing(Duration::from_millis(200)));
    sandbox.aibot().cut();
    assert!(program.try_read().is_err_and(|end| end != "closed"));

    let mut program = Program::start(&sandbox);
    sandbox.aibot().send_raw("whatever");
    assert_eq!(program.read_text(), "whatever");
}

#[test]
fn a_test_waits_for_what_a_chat_shows() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let pushing = std::thread::spawn(move || program.call(CMD, &push("lisi", "hi")));
    let found = sandbox.aibot().wait_for(LONG, |message| message.text() == Some("hi"));
    assert_eq!(found.map(|message| message.chat), Some("lisi".to_owned()));
    assert_eq!(sandbox.aibot().wait_for(Duration::from_millis(50), |message| message.text() == Some("no")), None);
    pushing.join().unwrap();
}

#[test]
fn a_frame_of_ten_megabytes_passes() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let text = "字".repeat(10 * 1024 * 1024 / 3);
    sandbox.aibot().say("lisi", &text).unwrap();
    assert_eq!(program.read()["body"]["text"]["content"], text.as_str());
}

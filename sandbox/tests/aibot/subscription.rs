//! Subscribing: who gets in, and who is replaced.

use std::time::Duration;

use serde_json::json;
use wecom_sandbox::Sandbox;

use super::program::errcode;
use super::{LONG, Program, builder, push, sandbox, texts};

#[test]
fn a_bot_subscribes_with_its_own_secret_alone() {
    let sandbox = builder().aibot("aibK7", "s3cr3t").start().unwrap();
    let (id, secret) = (sandbox.aibot().id(), sandbox.aibot().secret());
    let table = [
        (id.as_str(), "wrong", 853_000),
        ("nobody", secret.as_str(), 853_000),
        ("aibK7", &secret, 853_000),
        (&id, "", 853_000),
        ("aibK7", "s3cr3t", 0),
        (&id, &secret, 0),
    ];
    // A wrong secret leaves the connection open.
    let mut program = Program::connect(&sandbox);
    for (id, secret, expected) in table {
        assert_eq!(program.subscribe(id, secret), expected, "{id} {secret}");
    }
}

#[test]
fn nothing_works_before_the_subscription() {
    let sandbox = sandbox();
    let mut program = Program::connect(&sandbox);
    for cmd in ["ping", "aibot_send_msg", "aibot_respond_msg", "aibot_upload_media_init", "dance"] {
        assert_eq!(errcode(&program.call(cmd, &push("lisi", "hi"))), 846_609, "{cmd}");
    }
    program.subscribe(&sandbox.aibot().id(), &sandbox.aibot().secret());
    assert_eq!(errcode(&program.call("ping", &json!({}))), 0);
    assert_eq!(errcode(&program.call("dance", &json!({}))), 40058);
}

#[test]
fn a_newer_connection_replaces_the_older_one() {
    let sandbox = builder().aibot_linger(Duration::from_millis(200)).start().unwrap();
    let mut older = Program::start(&sandbox);
    let mut newer = Program::start(&sandbox);

    let event = older.read();
    assert_eq!(event["cmd"], "aibot_event_callback");
    assert_eq!(event["body"]["event"], json!({"eventtype": "disconnected_event"}));
    assert_eq!(event["body"]["aibotid"], sandbox.aibot().id());
    // It stays open for a while: pings are acknowledged, and nothing else is.
    assert_eq!(errcode(&older.call("ping", &json!({}))), 0);
    assert_eq!(errcode(&older.call("aibot_send_msg", &push("lisi", "old"))), 846_609);
    assert_eq!(errcode(&newer.call("aibot_send_msg", &push("lisi", "new"))), 0);
    assert!(older.try_read().is_err_and(|end| end != "closed"), "there is no close frame");
    assert_eq!(texts(&sandbox, "lisi"), ["new"]);
}

#[test]
fn subscribing_again_replaces_nothing() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    assert_eq!(program.subscribe(&sandbox.aibot().id(), &sandbox.aibot().secret()), 0);
    assert_eq!(errcode(&program.call("aibot_send_msg", &push("lisi", "hi"))), 0);
}

#[test]
fn the_console_switches_the_long_connection_off() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    sandbox.aibot().switch_long_connection(false);
    assert!(program.try_read().is_err());
    let mut program = Program::connect(&sandbox);
    let mut subscribe = |sandbox: &Sandbox| program.subscribe(&sandbox.aibot().id(), &sandbox.aibot().secret());
    assert_eq!(subscribe(&sandbox), 846_601);
    sandbox.aibot().switch_long_connection(true);
    assert_eq!(subscribe(&sandbox), 0);
    assert!(sandbox.aibot().wait_for_connection(LONG));
}

#[test]
fn what_is_no_frame_is_refused_and_harms_nothing() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    for text in ["", "[]", "{", "{\"cmd\":\"ping\"}", "{\"headers\":{\"req_id\":\"1\"}}"] {
        program.send_text(text);
        let ack = program.read();
        assert_eq!((errcode(&ack), ack["headers"]["req_id"].as_str()), (40058, Some("")), "{text}");
    }
    assert_eq!(errcode(&program.call("ping", &json!({}))), 0);
}

#[test]
fn the_record_holds_no_secret() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    program.subscribe(&sandbox.aibot().id(), "another secret");
    let received = sandbox.received();
    let commands: Vec<_> = received.iter().map(|it| (it.method.as_str(), it.path.as_str(), it.errcode)).collect();
    assert_eq!(commands, [("FRAME", "aibot_subscribe", Some(0)), ("FRAME", "aibot_subscribe", Some(853_000))]);
    let shown = format!("{received:?}");
    assert!(!shown.contains(&sandbox.aibot().secret()) && !shown.contains("another secret"), "{shown}");
}

#[test]
fn no_connection_is_taken_while_the_server_is_down() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    sandbox.aibot().stop_server();
    assert!(program.try_read().is_err());
    assert_eq!(Program::try_connect(&sandbox).err(), Some(503));
    sandbox.aibot().restart();
    Program::start(&sandbox);
}

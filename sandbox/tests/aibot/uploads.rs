//! `aibot_upload_media_init`, `_chunk` and `_finish`.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use super::program::errcode;
use super::{Program, builder, sandbox};

const INIT: &str = "aibot_upload_media_init";
const CHUNK: &str = "aibot_upload_media_chunk";
const FINISH: &str = "aibot_upload_media_finish";

/// "early: Lin Wei", in two parts, and its MD5.
const PARTS: [&str; 2] = ["ZWFybHk6", "IExpbiBXZWk="];
const LENGTH: usize = 14;
const MD5: &str = "7b1b8d8a4a93a3a5bd4f0b8fca9ab0d1";

fn init(changes: &Value) -> Value {
    let mut body = json!({"type": "file", "filename": "班表.txt", "total_size": LENGTH, "total_chunks": 2});
    for (name, value) in changes.as_object().unwrap() {
        body[name] = value.clone();
    }
    body
}

fn begin(program: &mut Program, changes: &Value) -> String {
    let ack = program.call(INIT, &init(changes));
    assert_eq!(errcode(&ack), 0, "{ack}");
    ack["body"]["upload_id"].as_str().unwrap().to_owned()
}

fn chunk(program: &mut Program, id: &str, index: impl Into<Value>, data: &str) -> i64 {
    errcode(&program.call(CHUNK, &json!({"upload_id": id, "chunk_index": index.into(), "base64_data": data})))
}

#[test]
fn a_file_arrives_in_any_order_and_can_be_sent() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let id = begin(&mut program, &json!({}));
    assert_eq!(chunk(&mut program, &id, 1, PARTS[1]), 0);
    assert_eq!(errcode(&program.call(FINISH, &json!({"upload_id": id}))), 846_616);
    // An upload goes on after a reconnect; a repeated chunk is ignored, and an index may be a text.
    drop(program);
    let mut program = Program::start(&sandbox);
    for _ in 0..2 {
        assert_eq!(chunk(&mut program, &id, "0", PARTS[0]), 0);
    }
    let ack = program.call(FINISH, &json!({"upload_id": id}));
    assert_eq!((errcode(&ack), &ack["body"]["type"]), (0, &json!("file")));
    assert!(ack["body"]["created_at"].is_string());
    let send = |media_id: &Value, msgtype: &str| json!({"chatid": "lisi", "chat_type": 1, "msgtype": msgtype, msgtype: {"media_id": media_id}});
    let media_id = ack["body"]["media_id"].clone();
    assert_eq!(errcode(&program.call("aibot_send_msg", &send(&media_id, "file"))), 0);
    assert_eq!(errcode(&program.call("aibot_send_msg", &send(&media_id, "image"))), 40007);
    sandbox.advance(Duration::from_secs(3 * 24 * 60 * 60));
    assert_eq!(errcode(&program.call("aibot_send_msg", &send(&media_id, "file"))), 40007);
}

#[test]
fn what_does_not_fit_is_refused_at_the_beginning() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let table = [
        (json!({"type": "film"}), 846_610),
        (json!({"total_size": 4}), 40006),
        (json!({"type": "voice", "total_size": 2 * 1024 * 1024 + 1}), 40006),
        (json!({"total_chunks": 0}), 40058),
        (json!({"total_chunks": 101}), 40058),
    ];
    for (changes, expected) in table {
        assert_eq!(errcode(&program.call(INIT, &init(&changes))), expected, "{changes}");
    }
}

#[test]
fn chunks_belong_to_an_upload_of_the_bot() {
    let sandbox = builder().aibot("aibOther", "s").start().unwrap();
    let mut program = Program::start(&sandbox);
    let id = begin(&mut program, &json!({}));
    let large = "A".repeat((512 * 1024 + 3) / 3 * 4);
    assert_eq!(chunk(&mut program, "unknown", 0, PARTS[0]), 846_611);
    assert_eq!(chunk(&mut program, &id, 2, PARTS[0]), 846_612);
    assert_eq!(chunk(&mut program, &id, 0, &large), 846_613);
    assert_eq!(chunk(&mut program, &id, 0, "*"), 40058);
    let mut other = Program::connect(&sandbox);
    other.subscribe("aibOther", "s");
    assert_eq!(chunk(&mut other, &id, 0, PARTS[0]), 846_611);
    sandbox.advance(Duration::from_secs(30 * 60));
    assert_eq!(chunk(&mut program, &id, 0, PARTS[0]), 846_611);
}

#[test]
fn the_end_compares_size_md5_and_format() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let digest = md5(b"early: Lin Wei");
    let table = [
        (json!({"total_size": LENGTH + 1}), 40006),
        (json!({"md5": MD5}), 301_019),
        (json!({"type": "image"}), 846_697),
        (json!({"md5": digest.to_uppercase()}), 0),
    ];
    for (changes, expected) in table {
        let id = begin(&mut program, &changes);
        for (index, data) in PARTS.into_iter().enumerate() {
            assert_eq!(chunk(&mut program, &id, index, data), 0);
        }
        assert_eq!(errcode(&program.call(FINISH, &json!({"upload_id": id}))), expected, "{changes}");
    }
}

#[test]
fn a_bot_begins_thirty_uploads_a_minute() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    for _ in 0..30 {
        begin(&mut program, &json!({}));
    }
    assert_eq!(errcode(&program.call(INIT, &init(&json!({})))), 45009);
    sandbox.advance(Duration::from_secs(61));
    begin(&mut program, &json!({}));
}

#[test]
fn the_record_of_a_chunk_leaves_its_bytes_out() {
    let sandbox = sandbox();
    let mut program = Program::start(&sandbox);
    let id = begin(&mut program, &json!({}));
    chunk(&mut program, &id, 0, PARTS[0]);
    let body = sandbox.received().pop().unwrap().body.unwrap();
    assert_eq!(body["base64_data"], "8 characters");
}

fn md5(content: &[u8]) -> String {
    md5::compute(content).0.iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").unwrap();
        digits
    })
}

//! The examples of the descriptions go through: what they call right is right over the connection as well.

use serde_json::{Value, json};

use super::program::errcode;
use super::{Program, builder, schema};

#[test]
fn every_described_push_is_delivered() {
    let sandbox = builder().without_aibot_rates().start().unwrap();
    let mut program = Program::start(&sandbox);
    let schema = schema();
    let channel = schema.channels.iter().find(|channel| channel.name == "aibot").unwrap();
    let mut files = Vec::new();
    for message in &channel.messages {
        for example in &message.examples {
            let mut body: Value = example.body.clone();
            body["chatid"] = json!("lisi");
            body["chat_type"] = json!(1);
            let msgtype = message.msgtype.as_str();
            let is_file = matches!(msgtype, "file" | "image" | "voice" | "video");
            // A file must have been uploaded.
            let expected = if is_file { 40007 } else { 0 };
            let ack = program.call("aibot_send_msg", &body);
            assert_eq!(errcode(&ack), expected, "{msgtype}, {}: {ack}", example.name);
            files.extend(is_file.then_some(msgtype));
        }
    }
    files.dedup();
    assert_eq!(files, ["file", "image", "video", "voice"]);
}

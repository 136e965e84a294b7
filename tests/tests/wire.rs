//! The bytes on the wire, for every example of every message type and operation.
//!
//! Taken from the typed request, never through `serde_json::Value`: the order of the members is part of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wecom_message::check::Check;
use wecom_message::fields::{Fields, Object};
use wecom_message::message::Visit;
use wecom_message::operations;
use wecom_message::read::{Read, read_value};
use wecom_tests::bodies::{Body, bodies, schema};

#[test]
fn bodies_are_written_as_the_snapshots_show() {
    for body in bodies(&schema()) {
        let written = operations::visit(&body.operation, Write(body.json.clone())).unwrap();
        insta::assert_snapshot!(snapshot(&body), written);
    }
}

#[test]
fn every_message_type_and_operation_has_a_snapshot_and_every_snapshot_an_example() {
    let schema = schema();
    let bodies = bodies(&schema);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let files: BTreeSet<String> = names.filter(|name| name.starts_with("wire__")).collect();
    let wanted: BTreeSet<String> = bodies.iter().map(|body| format!("wire__{}.snap", snapshot(body))).collect();
    assert_eq!(files, wanted);
    let shown: BTreeSet<&str> = bodies.iter().map(|body| body.subject.as_str()).collect();
    for channel in &schema.channels {
        let msgtypes = channel.messages.iter().map(|message| &message.msgtype);
        for name in msgtypes.chain(channel.operations.iter().map(|operation| &operation.name)) {
            assert!(
                shown.contains(format!("{}.{name}", channel.name).as_str()),
                "{}.{name} has no example",
                channel.name
            );
        }
    }
}

fn snapshot(body: &Body<'_>) -> String {
    format!("{} {}", body.subject, body.example).replace([' ', ','], "_")
}

struct Write(serde_json::Value);

impl Visit for Write {
    type Output = String;

    fn visit<T: Fields + Read + Check>(self) -> String {
        let reading = read_value::<T>(self.0).unwrap_or_else(|error| panic!("{error}"));
        serde_json::to_string(&Object(&reading.value)).unwrap()
    }
}

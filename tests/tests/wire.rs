//! The bytes on the wire, for every example of every message type and operation.
//!
//! Taken from the typed request, never through `serde_json::Value`: the order of the members is part of it.

use wecom_message::check::Check;
use wecom_message::fields::{Fields, Object};
use wecom_message::message::Visit;
use wecom_message::operations;
use wecom_message::read::{Read, read_value};
use wecom_tests::bodies::{bodies, schema};

#[test]
fn bodies_are_written_as_the_snapshots_show() {
    for body in bodies(&schema()) {
        let written = operations::visit(&body.operation, Write(body.json.clone())).unwrap();
        let name = format!("{} {}", body.subject, body.example).replace([' ', ','], "_");
        insta::assert_snapshot!(name, written);
    }
}

struct Write(serde_json::Value);

impl Visit for Write {
    type Output = String;

    fn visit<T: Fields + Read + Check>(self) -> String {
        let reading = read_value::<T>(self.0).unwrap_or_else(|error| panic!("{error}"));
        serde_json::to_string(&Object(&reading.value)).unwrap()
    }
}

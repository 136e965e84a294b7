//! The request for every example of every message type and operation.
//!
//! Each example is built in Rust, with public constructors and setters, and sent through a client. `build/examples.rs` writes
//! that Rust, from the same code as the examples in the documentation.

mod examples;
mod long_connection;
mod program;
mod request;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use wecom_tests::bodies::{bodies, schema};

use crate::examples::EXAMPLES;
use crate::program::Program;

#[test]
fn a_program_sends_what_the_descriptions_show() {
    let (schema, program) = (schema(), Program::start());
    let described = bodies(&schema);
    let names: Vec<_> = described.iter().map(|body| (body.subject.as_str(), body.name.as_str())).collect();
    assert_eq!(EXAMPLES.iter().map(|example| (example.subject, example.name)).collect::<Vec<_>>(), names);
    for (example, described) in EXAMPLES.iter().zip(&described) {
        let request = program.send(example);
        assert_eq!(request.members(), described.json, "{} {}", example.subject, example.name);
    }
}

#[test]
fn the_bytes_sent_are_those_of_the_snapshots_without_white_space() {
    let program = Program::start();
    for example in EXAMPLES {
        let request = program.send(example);
        assert_eq!(request.compact(), request.body, "{} {}", example.subject, example.name);
    }
}

#[test]
fn bodies_are_sent_as_the_snapshots_show() {
    let program = Program::start();
    let mut shown: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for example in EXAMPLES {
        let request = program.send(example);
        let text = format!("{}: {}\n{}", example.name, request.endpoint(), request.pretty());
        shown.entry(example.subject).or_default().push(text);
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| {
        for (subject, texts) in &shown {
            insta::assert_snapshot!(*subject, texts.join("\n\n"));
        }
    });
}

#[test]
fn every_message_type_and_operation_has_a_snapshot_and_nothing_else_has() {
    let schema = schema();
    let described = schema.channels.iter().flat_map(|channel| {
        let messages = channel.messages.iter().map(|message| &message.msgtype);
        let subjects = messages.chain(channel.operations.iter().map(|operation| &operation.name));
        subjects.map(move |subject| format!("{}.{subject}.snap", channel.name))
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire/snapshots");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(files.collect::<BTreeSet<_>>(), described.collect());
}

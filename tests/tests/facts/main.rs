//! The descriptions against `tests/facts`, where the same pages were read a second time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod compare;
mod demands;
mod described;
mod flattening;
mod row;
mod sanctioned;
mod table;

use std::fs;

#[test]
fn facts_and_descriptions_say_the_same_of_every_field() {
    let schema = wecom_tests::bodies::schema();
    let mut differences = Vec::new();
    for channel in &schema.channels {
        let found = compare::differences(&table::facts(channel), &described::described(channel));
        differences.extend(compare::unsanctioned(&channel.name, &found, sanctioned::SANCTIONED));
    }
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn every_file_of_facts_has_its_channel() {
    let schema = wecom_tests::bodies::schema();
    for file in fs::read_dir(table::dir()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let is_table = path.extension().is_some_and(|extension| extension == "csv");
        assert!(!is_table || schema.channels.iter().any(|channel| channel.name == name), "no channel `{name}`");
    }
}

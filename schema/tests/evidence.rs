//! What the descriptions call refused stands on a page or on several clients.

#![allow(clippy::panic, reason = "helpers of tests")]

use std::path::Path;

use wecom_schema::model::{Consequence, Evidence, Object, Rule, Type};
use wecom_schema::{Schema, Sources};

fn objects(schema: &Schema) -> impl Iterator<Item = (&str, &Object)> {
    schema.channels.iter().flat_map(|channel| {
        channel.types.iter().filter_map(move |ty| match ty {
            Type::Object(object) => Some((channel.name.as_str(), object)),
            _ => None,
        })
    })
}

fn built_in() -> Schema {
    let sources = Sources::from_dir(Path::new(wecom_schema::DIR)).unwrap_or_else(|error| panic!("{error}"));
    Schema::load(&sources).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn is_weak(evidence: Evidence) -> bool {
    matches!(evidence, Evidence::Peer | Evidence::Inferred)
}

#[test]
fn a_limit_that_is_only_inferred_does_not_refuse() {
    for (channel, object) in objects(&built_in()) {
        for field in &object.fields {
            let limits = field.limits.iter().map(|limit| (limit.beyond, limit.evidence));
            let unique = field.unique.iter().map(|unique| (unique.beyond, unique.evidence));
            for (beyond, evidence) in limits.chain(unique) {
                let refuses = beyond == Consequence::Refused;
                assert!(!(refuses && is_weak(evidence)), "{channel} {}.{}", object.rust, field.wire);
            }
        }
    }
}

#[test]
fn a_limit_that_refuses_has_an_error_code() {
    for (channel, object) in objects(&built_in()) {
        for field in &object.fields {
            for limit in field.limits.iter().filter(|limit| limit.beyond == Consequence::Refused) {
                assert!(limit.errcode.is_some(), "{channel} {}.{}", object.rust, field.wire);
            }
        }
    }
}

#[test]
fn without_recipients_or_content_a_request_is_refused_whatever_the_evidence() {
    let schema = built_in();
    let refuses = |rule: &&Rule| rule.beyond == Consequence::Refused && is_weak(rule.evidence);
    let refusing = |(channel, object): (&str, &Object)| {
        let first = object.rules.iter().find(refuses)?.paths().first()?.wire.clone();
        Some(format!("{channel} {}: {first}", object.rust))
    };
    let mut found: Vec<String> = objects(&schema).filter_map(refusing).collect();
    found.sort();
    assert_eq!(found, ["app UpdateTaskCard: clicked_key", "linked_corp To: touser", "school To: to_parent_userid"]);
}

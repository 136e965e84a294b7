//! Every member that will not be sent is named.

use std::collections::BTreeSet;

use serde_json::Value;
use wecom_schema::model::{Channel, Type};
use wecom_tests::bodies::{bodies, schema};
use wecom_tests::mutation::mutate;

use super::{Read, reading};

const ROUNDS: usize = 8_000;

#[test]
fn what_is_written_and_not_sent_is_named() {
    let schema = schema();
    let seeds = bodies(&schema);
    let implied: BTreeSet<_> = schema.channels.iter().flat_map(implied).collect();
    let mut random = fastrand::Rng::with_seed(20_261_128);
    let mut with_losses = 0;
    for round in 0..ROUNDS {
        let Some(seed) = random.choice(&seeds) else { panic!("no examples") };
        let mut body = seed.json.clone();
        for _ in 0..random.usize(1..4) {
            mutate(&mut body, &mut random);
        }
        let Ok(read) = reading(&seed.operation, &body) else { continue };
        let mut lost = Vec::new();
        losses(&body, &read.written, "", &read, &implied, &mut lost);
        assert!(lost.is_empty(), "round {round}, {}: {lost:?} of {body}", seed.operation);
        with_losses += usize::from(!read.report.is_empty());
    }
    assert!(with_losses > ROUNDS / 20, "{with_losses} with something to name");
}

#[test]
fn without_its_deciding_tag_no_case_is_lost_without_a_word() {
    let schema = schema();
    let implied: BTreeSet<_> = schema.channels.iter().flat_map(implied).collect();
    for seed in bodies(&schema) {
        let mut tags = Vec::new();
        tag_pointers(&seed.json, "", &tags_of(seed.channel), &mut tags);
        for (object, tag) in tags {
            let mut body = seed.json.clone();
            body.pointer_mut(&object).and_then(Value::as_object_mut).unwrap().remove(&tag);
            // Where the tag is needed, the request is refused as a whole.
            let Ok(read) = reading(&seed.operation, &body) else { continue };
            let mut lost = Vec::new();
            losses(&body, &read.written, "", &read, &implied, &mut lost);
            assert!(lost.is_empty(), "{} without {object}/{tag}: {lost:?}", seed.subject);
        }
    }
}

/// The paths of what is in the body, not in what is written of it, and not named.
fn losses(
    body: &Value,
    written: &Value,
    path: &str,
    read: &Read,
    implied: &BTreeSet<(String, String)>,
    lost: &mut Vec<String>,
) {
    match (body, written) {
        (Value::Object(body), Value::Object(written)) => {
            for (name, value) in body {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                match written.get(name) {
                    Some(written) => losses(value, written, &path, read, implied, lost),
                    None if says_nothing(value) || read.names(&path) => {}
                    None if implied.contains(&(name.clone(), text(value))) => {}
                    None => lost.push(path),
                }
            }
        }
        (Value::Array(body), Value::Array(written)) => {
            for (index, value) in body.iter().enumerate() {
                match written.get(index) {
                    Some(written) => losses(value, written, &format!("{path}[{index}]"), read, implied, lost),
                    None => lost.push(format!("{path}[{index}]")),
                }
            }
        }
        _ => {}
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(says_nothing),
        Value::Null => true,
        Value::Bool(on) => !on,
        Value::Number(_) => false,
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}

/// Members that may be left out because WeCom assumes their value: tags of absent cases, the allowed value of what is refused.
fn implied(channel: &Channel) -> impl Iterator<Item = (String, String)> {
    let tags = channel.types.iter().filter_map(|ty| match ty {
        Type::Union(union) => Some((union.tag.member()?.to_owned(), union.cases[union.absent?].wire.clone())),
        _ => None,
    });
    let refused = channel.messages.iter().flat_map(|message| &message.refuses);
    tags.chain(refused.map(|refused| (refused.member.clone(), text(&refused.allows))))
}

fn tags_of(channel: &Channel) -> BTreeSet<String> {
    let unions = channel.types.iter().filter_map(|ty| match ty {
        Type::Union(union) => union.tag.member(),
        _ => None,
    });
    unions.map(str::to_owned).collect()
}

fn tag_pointers(json: &Value, pointer: &str, tags: &BTreeSet<String>, found: &mut Vec<(String, String)>) {
    match json {
        Value::Object(members) => {
            found.extend(
                members.keys().filter(|name| tags.contains(*name)).map(|name| (pointer.to_owned(), name.clone())),
            );
            members.iter().for_each(|(name, value)| tag_pointers(value, &format!("{pointer}/{name}"), tags, found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| tag_pointers(item, &format!("{pointer}/{at}"), tags, found));
        }
        _ => {}
    }
}

//! Any text arrives unchanged.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;
use wecom_message::To;
use wecom_message::check::{Check, Consequence, Report};
use wecom_message::fields::{Fields, Object};
use wecom_message::message::Visit;
use wecom_message::operations;
use wecom_message::read::{FromMembers, read_value};
use wecom_tests::bodies::{bodies, schema};

use crate::runner;

/// Any characters, those that are special somewhere more often than others.
fn any_text() -> impl Strategy<Value = String> {
    const SPECIAL: [&str; 18] = [
        "\"",
        "\\",
        "/",
        "\0",
        "\u{1f}",
        "\n",
        "\r\n",
        "\t",
        "\u{7f}",
        "\u{2028}",
        "\u{2029}",
        "\u{feff}",
        "👨‍👩‍👧",
        "é",
        "|",
        "</",
        "\\u4f60",
        "企",
    ];
    let piece = prop_oneof![
        proptest::sample::select(SPECIAL.as_slice()).prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// Reads a request and writes it; the check must bear the text as well.
struct RoundTrip(Value);

impl Visit for RoundTrip {
    type Output = Option<String>;

    fn visit<T: Fields + FromMembers + Check>(self) -> Option<String> {
        let value = read_value::<T>(self.0).ok()?.value;
        for violation in Report::of(&value) {
            assert!(violation.to_string().starts_with(&format!("{}: ", violation.path)), "{violation}");
        }
        serde_json::to_string(&Object(&value)).ok()
    }
}

/// The request as it is written, with this text in one place; `None` where no such request can be.
fn written(operation: &str, body: &Value, pointer: &str, text: &str) -> (Value, Option<String>) {
    let mut body = body.clone();
    *body.pointer_mut(pointer).unwrap() = Value::from(text);
    (body.clone(), operations::visit(operation, RoundTrip(body)).unwrap())
}

fn is_same(written: Option<&str>, wanted: &Value) -> bool {
    written.and_then(|json| serde_json::from_str::<Value>(json).ok()).as_ref() == Some(wanted)
}

#[test]
fn any_text_in_any_field_arrives_as_it_is() {
    let schema = schema();
    let mut others = BTreeSet::new();
    for body in bodies(&schema) {
        let mut pointers = Vec::new();
        strings(&body.json, "", &mut pointers);
        for pointer in pointers {
            // What decides the kind of the request is no text.
            let (wanted, probe) = written(&body.operation, &body.json, &pointer, "probe");
            if !is_same(probe.as_deref(), &wanted) {
                others.insert(pointer.rsplit('/').next().unwrap_or_default().to_owned());
                continue;
            }
            let outcome = runner(5).run(&any_text(), |text| {
                let (wanted, written) = written(&body.operation, &body.json, &pointer, &text);
                prop_assert!(is_same(written.as_deref(), &wanted), "{:?}", written);
                // WeCom refuses JSON whose text is escaped where it need not be: 40033.
                let json = written.unwrap_or_default();
                let may_be_escaped = |character: char| character < ' ' || "\"\\".contains(character);
                let plain = text.split(may_be_escaped);
                prop_assert!(plain.clone().all(|part| json.contains(part)), "{:?}", json);
                Ok(())
            });
            outcome.unwrap_or_else(|failure| panic!("{} {pointer}: {failure}", body.subject));
        }
    }
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    assert_eq!(others, ["card_type", "chat_type", "msgtype", "type"]);
}

/// Where the strings of a body are.
fn strings(json: &Value, pointer: &str, found: &mut Vec<String>) {
    match json {
        Value::String(_) => found.push(pointer.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| strings(item, &format!("{pointer}/{index}"), found));
        }
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| strings(member, &format!("{pointer}/{name}"), found));
        }
        _ => {}
    }
}

fn refuses(to: &To) -> bool {
    Report::of(to).iter().any(|violation| violation.consequence == Consequence::Refused)
}

#[test]
fn ids_are_refused_or_arrive_one_by_one() {
    let ids = prop_oneof![
        1 => any_text(),
        1 => Just(String::new()),
        1 => Just("@all".to_owned()),
        5 => vec(proptest::char::ranges(vec!['a'..='z', '0'..='9', '@'..='@', '-'..='.'].into()), 1..64)
            .prop_map(String::from_iter),
    ];
    let lists = (vec(ids, 0..5), vec(any::<u32>(), 0..3), vec(any::<u32>(), 0..3));
    let outcome = runner(500).run(&lists, |(users, parties, tags)| {
        let to = To::users(users.clone()).and_parties(parties.clone()).and_tags(tags.clone());
        let hopeless = |id: &String| id.is_empty() || id.contains('|') || id == "@all";
        let nobody = users.is_empty() && parties.is_empty() && tags.is_empty();
        prop_assert_eq!(refuses(&to), nobody || users.iter().any(hopeless), "{:?}", Report::of(&to));
        if refuses(&to) {
            return Ok(());
        }
        let json = serde_json::to_value(Object(&to)).unwrap();
        let list = |name: &str| -> Vec<String> {
            let joined = json[name].as_str();
            joined.map(|joined| joined.split('|').map(str::to_owned).collect()).unwrap_or_default()
        };
        prop_assert_eq!(list("touser"), users);
        prop_assert_eq!(list("toparty"), parties.iter().map(u32::to_string).collect::<Vec<_>>());
        prop_assert_eq!(list("totag"), tags.iter().map(u32::to_string).collect::<Vec<_>>());
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

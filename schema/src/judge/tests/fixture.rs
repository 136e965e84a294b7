//! What the language can say and the built-in descriptions do not.

use serde_json::{Value, json};

use super::{channel, said};
use crate::Sources;
use crate::model::Channel;

const CHANNEL: &str = r#"{
  "channel": "pigeons",
  "title": { "en": "Pigeons" },
  "path": "pigeons/send",
  "profiles": { "send": { "title": { "en": "Sent" } } },
  "recipients": { "fields": [ { "name": "to", "list": "string", "joined": ",", "items": { "errcode": 1 } } ] },
  "sender": { "fields": [ { "name": "loft", "type": "integer" } ] },
  "receipt": { "fields": [ { "name": "feather", "type": "string" } ] }
}"#;

const NOTE: &str = r#"{
  "message": "note",
  "title": { "en": "Note" },
  "fields": [
    { "name": "level", "type": "string", "values": { "low": "low", "high": "high" }, "beyond": "refused" },
    { "name": "color", "type": "integer", "values": { "1": "red" } },
    { "name": "words", "list": "string", "unique": true, "items": { "errcode": 2 },
      "limits": [ { "min": 2, "max": 3, "unit": "items", "beyond": "refused", "errcode": 3 },
                  { "max": 5, "unit": "chars", "beyond": "truncated" } ] },
    { "name": "ratio", "type": "number", "limits": [ { "min": 0.5, "unit": "range", "beyond": "advised" } ] },
    { "name": "wait", "type": "seconds", "required": { "errcode": 4 }, "default": 5 },
    { "name": "load", "type": "load" },
    { "name": "loads", "list": "load" }
  ],
  "constructors": { "new": [] },
  "rules": [
    { "one_of": ["level", "color"], "errcode": 5 },
    { "given": "ratio", "then": ["load", "load.letter.ink"], "beyond": "advised" },
    { "not_both": ["load", "loads"], "beyond": "unstated" }
  ],
  "examples": [
    { "name": "one", "body": { "msgtype": "note", "note": {
        "level": "low", "words": ["a", "b"], "ratio": 1, "wait": 1, "load": { "letter": { "ink": "blue" } } } } },
    { "name": "two", "body": { "msgtype": "note", "note": { "color": 1, "loads": [ { "coin": { "weight": 1 } } ] } } }
  ]
}"#;

const LOAD: &str = r#"{
  "union": "load",
  "keyed": true,
  "errcode": 6,
  "cases": { "letter": { "type": "letter" }, "coin": { "type": "coin" } }
}"#;

const LETTER: &str = r#"{ "object": "letter", "fields": [ { "name": "ink", "type": "string" } ] }"#;

const COIN: &str = r#"{ "object": "coin", "constructors": { "new": ["weight"] },
  "fields": [ { "name": "weight", "type": "integer", "required": { "errcode": 7 },
    "limits": [ { "max": 9, "unit": "range", "beyond": "refused", "errcode": 8 } ] } ] }"#;

fn pigeons() -> Channel {
    let mut sources = Sources::default();
    let files = [
        ("schema.json", r#"{ "language": 1 }"#),
        ("pigeons/channel.json", CHANNEL),
        ("pigeons/note.json", NOTE),
        ("pigeons/types/load.json", LOAD),
        ("pigeons/types/letter.json", LETTER),
        ("pigeons/types/coin.json", COIN),
    ];
    for (path, text) in files {
        sources.insert(path, None, text);
    }
    channel(&sources, "pigeons")
}

#[test]
fn every_kind_of_rule_is_applied() {
    let letter = json!({"letter": {}});
    let table = [
        (json!({"level": "low"}), vec![]),
        (json!({"level": "loud"}), vec!["note.level refused"]),
        (json!({"level": 1}), vec!["note.level !"]),
        (json!({"color": 2}), vec!["note.color unstated"]),
        (json!({"color": "1"}), vec!["note.color !"]),
        (json!({}), vec!["note.level refused 5"]),
        (json!({"level": ""}), vec!["note.level refused 5"]),
        (json!({"level": "low", "color": 1}), vec!["note.level refused 5"]),
        (json!({"color": 1, "words": []}), vec![]),
        (json!({"color": 1, "words": ["a"]}), vec!["note.words refused 3"]),
        (json!({"color": 1, "words": ["a", "b", "c", "d"]}), vec!["note.words refused 3"]),
        (json!({"color": 1, "words": ["a", "", "a"]}), vec!["note.words[1] refused 2", "note.words[2] refused"]),
        (json!({"color": 1, "words": ["六个字一共是", "五个字一共"]}), vec!["note.words[0] cut"]),
        (json!({"color": 1, "words": ["a", null]}), vec!["note.words[1] !"]),
        (json!({"color": 1, "ratio": 0.4, "load": letter}), vec!["note.load.letter.ink advised", "note.ratio advised"]),
        (json!({"color": 1, "ratio": 1}), vec!["note.load advised", "note.load.letter.ink advised"]),
        (json!({"color": 1, "load": {}}), vec![]),
        (json!({"color": 1, "load": letter, "loads": [letter]}), vec!["note.load unstated"]),
        (json!({"color": 1, "loads": []}), vec![]),
        (json!({"color": 1, "loads": [{}]}), vec!["note.loads[0] ! 6"]),
        (json!({"color": 1, "load": {"parcel": {}}}), vec!["note.load ! 6"]),
        (json!({"color": 1, "load": {"letter": {}, "coin": {}}}), vec!["note.load ! 6"]),
        (json!({"color": 1, "load": {"coin": {}}}), vec!["note.load.coin.weight refused 7"]),
        (json!({"color": 1, "load": {"coin": {"weight": 10}}}), vec!["note.load.coin.weight refused 8"]),
        (
            json!({"color": 1, "load": {"letter": {"pen": 1}, "wax": 1}}),
            vec!["note.load.letter.pen ?", "note.load.wax ?"],
        ),
    ];
    let pigeons = pigeons();
    for (note, expected) in table {
        let body = json!({"msgtype": "note", "note": note});
        assert_eq!(said(&pigeons.judge_message(&body).exact()), expected, "{body}");
    }
}

#[test]
fn integers_fit_into_64_bits() {
    let pigeons = pigeons();
    let table: [(Value, bool); 5] = [
        (json!(i64::MIN), true),
        (json!(i64::MAX), true),
        (json!(i64::MAX as u64 + 1), false),
        (json!(1.0), false),
        (json!(null), false),
    ];
    for (loft, fits) in table {
        let body = json!({"to": "a", "loft": loft, "msgtype": "note", "note": {"color": 1}});
        let expected: &[&str] = if fits { &[] } else { &["loft !"] };
        assert_eq!(said(&pigeons.judge_send(&body).exact()), expected, "{body}");
    }
}

//! Channels and error codes.

use super::{review, row};
use crate::edits::Edit::{Add, In};
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row("another endpoint", &[In("channel", "post/send", "post/deliver")]),
    row("everyone is called something else", &[In("channel", "@all", "@everyone")]),
    row(
        "there is no everyone",
        &[
            In(
                "channel",
                r#"
  "everyone": { "field": "touser", "id": "@all" },"#,
                "",
            ),
            In(
                "note",
                r#"
  "everyone": { "beyond": "unstated" },"#,
                "",
            ),
        ],
    ),
    row("fewer recipients", &[In("channel", r#""max": 100"#, r#""max": 50"#)]),
    row(
        "a recipient of another kind is enough",
        &[In("channel", r#""any_of": ["touser"]"#, r#""any_of": ["touser", "totag"]"#)],
    ),
    row(
        "answers more",
        &[In("channel", r#"{ "name": "msgid""#, r#"{ "name": "late", "type": "boolean" }, { "name": "msgid""#)],
    ),
    row(
        "a type differs in a profile no longer",
        &[
            In("types/writing", r#", "in": ["first"]"#, ""),
            In(
                "replace_card",
                r#""title": "t", "action": { "do": 1"#,
                r#""title": "t", "id": "i", "action": { "do": 1"#,
            ),
        ],
    ),
    row(
        "a case that cannot be replaced",
        &[
            In(
                "types/action",
                r#""1": { "name": "open""#,
                r#""2": { "name": "hang_up", "in": ["first"] }, "1": { "name": "open""#,
            ),
            In(
                "card",
                r#"    { "name": "picture""#,
                r#"    { "name": "up", "body": { "msgtype": "card", "card": { "kind": "writing", "title": "t", "action": { "do": 2 } } } }, { "name": "picture""#,
            ),
        ],
    ),
    row(
        "a channel is added",
        &[
            Add("letter/channel", r#"{ "channel": "letter", "path": "letter/send" }"#),
            Add(
                "letter/text",
                r#"{ "message": "text", "fields": [ { "name": "content", "type": "string" } ], "constructors": { "new": [] },
              "examples": [ { "name": "all", "body": { "msgtype": "text", "text": { "content": "c" } } } ] }"#,
            ),
        ],
    ),
    row(
        "error codes",
        &[
            In(
                "error_codes",
                r#"{ "code": 1002, "class": "rate", "meaning": "too fast" }"#,
                r#"{ "code": 1003, "class": "rate", "meaning": "too slow" }"#,
            ),
            In(
                "error_codes",
                r#""class": "param", "meaning": "nobody to send to""#,
                r#""class": "config", "meaning": "no recipient""#,
            ),
        ],
    ),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("channels", EDITS, surface::of);
}

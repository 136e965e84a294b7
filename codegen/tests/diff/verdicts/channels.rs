//! Channels and error codes.

use super::{review, row};
use crate::edits::Edit::{Add, In, Remove};
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
        "another name of its type",
        &[In("channel", r#""path": "post/send","#, r#""path": "post/send", "rust": "Letterbox", "#)],
    ),
    row("another key", &[In("channel", r#""path": "post/send","#, r#""path": "post/send", "credential": "key", "#)]),
    row(
        "another key, through a handle",
        &[In("desk/channel", r#""path": "desk/send","#, r#""path": "desk/send", "credential": "key","#)],
    ),
    row(
        "a handle",
        &[In(
            "channel",
            r#""path": "post/send","#,
            r#""path": "post/send", "handle": { "name": "Desk", "holds": "nothing" },"#,
        )],
    ),
    row(
        "a handle that holds less",
        &[
            In(
                "desk/channel",
                r#""handle": { "name": "Desk", "holds": "recipients" }"#,
                r#""handle": { "name": "Desk", "holds": "nothing" }"#,
            ),
            In("desk/look", r#", "supplied_by": "handle", "required": true"#, ""),
            In("desk/look", r#""body": {}"#, r#""body": { "deskid": "d" }"#),
        ],
    ),
    row(
        "no handle",
        &[
            In(
                "desk/channel",
                r#"
  "handle": { "name": "Desk", "holds": "recipients" },"#,
                "",
            ),
            In("desk/look", r#", "supplied_by": "handle", "required": true"#, ""),
            In("desk/look", r#""body": {}"#, r#""body": { "deskid": "d" }"#),
        ],
    ),
    row(
        "nothing is sent any more",
        &[
            In(
                "desk/channel",
                r#"
  "path": "desk/send","#,
                "",
            ),
            Remove("desk/letter"),
            Remove("desk/types/enclosure"),
            In(
                "desk/channel",
                r#"
  "duplicate_check": { "switch": "once", "interval": "within" },
  "options": {
    "once": [ { "name": "once", "type": "flag", "default": 0 }, { "name": "within", "type": "seconds", "default": 60 } ]
  }"#,
                r#"
  "title": { "en": "Desk" }"#,
            ),
            In(
                "desk/channel",
                r#"  "title": "Desk",
"#,
                "",
            ),
        ],
    ),
    row(
        "recipients get a constructor",
        &[In(
            "channel",
            r#"    "rules": [ { "any_of": ["touser"], "errcode": 1001 } ]"#,
            r#"    "rules": [ { "any_of": ["touser"], "errcode": 1001 } ], "constructors": { "new": ["touser"] }"#,
        )],
    ),
    row(
        "the runtime has the recipients",
        &[In("channel", r#""recipients": {"#, r#""recipients": { "in_runtime": true,"#)],
    ),
    row(
        "a sender, where there was none",
        &[In(
            "desk/channel",
            r#""path": "desk/send","#,
            r#""path": "desk/send", "sender": { "fields": [ { "name": "agentid", "type": "integer", "supplied_by": "client" } ] },"#,
        )],
    ),
    row(
        "other examples of recipients",
        &[In("desk/channel", r#""deskid": "d", "all": 1"#, r#""deskid": "e", "all": 1"#)],
    ),
    row(
        "a flag no longer says everyone",
        &[In(
            "desk/channel",
            r#"
  "everyone": { "field": "all" },"#,
            "",
        )],
    ),
    row(
        "a rule no longer counts a flag",
        &[In("desk/channel", r#""any_of": ["deskid", "all"]"#, r#""any_of": ["deskid"]"#)],
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

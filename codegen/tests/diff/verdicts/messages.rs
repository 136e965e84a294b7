//! Messages and operations.

use super::{review, row};
use crate::edits::Edit::{Add, In, Remove};
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row(
        "a message is added",
        &[
            Add(
                "bell",
                r#"{ "message": "bell", "fields": [ { "name": "clapper", "type": "clapper" } ], "constructors": { "new": [] },
            "examples": [ { "name": "all", "body": { "msgtype": "bell", "bell": { "clapper": { "weight": 1 } } } } ] }"#,
            ),
            Add("types/clapper", r#"{ "object": "clapper", "fields": [ { "name": "weight", "type": "integer" } ] }"#),
        ],
    ),
    row("a message is removed", &[Remove("note")]),
    row("another name in Rust", &[In("note", r#""message": "note","#, r#""message": "note", "rust": "NoTe","#)]),
    row(
        "an option is taken",
        &[
            In("note", r#""options": ["safe"]"#, r#""options": ["safe", "delay"]"#),
            In("note", r#""safe": 1"#, r#""safe": 1, "delay": 1"#),
            In("note", r#"  "refuses": { "delay": { "allows": 0, "doc": "a note is sent at once" } },"#, ""),
        ],
    ),
    row(
        "an option is taken no longer",
        &[In("card", r#"["safe", "delay"]"#, r#"["safe"]"#), In("card", r#""delay": 5, "#, "")],
    ),
    row("refuses something else", &[In("note", r#""delay": { "allows": 0"#, r#""hurry": { "allows": 0"#)]),
    row("refuses a little less", &[In("note", r#""allows": 0"#, r#""allows": 1"#)]),
    row(
        "refused to everyone",
        &[In(
            "note",
            r#""beyond": "unstated" },
  "fields""#,
            r#""beyond": "refused" },
  "fields""#,
        )],
    ),
    row(
        "the sender may be left out",
        &[In("note", r#""message": "note","#, r#""message": "note", "sender": "optional","#)],
    ),
    row(
        "not divided",
        &[In(
            "note",
            r#"
  "split": { "field": "content", "markup": "text" },"#,
            "",
        )],
    ),
    row("divided as something else", &[In("note", r#""markup": "text""#, r#""markup": "markdown""#)]),
    row(
        "answers something else",
        &[In("card", r#"{ "card_code": { "any_of": ["face.picture"] } }"#, r#"{ "card_code": true }"#)],
    ),
    row("needs something else", &[In("card", "1006", "1016")]),
    row(
        "the recipients may be left out",
        &[In("note", r#"  "options": ["safe"],"#, r#"  "options": ["safe"], "addressed_by": ["url"],"#)],
    ),
    row("other examples", &[In("card", r#""id": "c1""#, r#""id": "c2""#)]),
    row(
        "no duplicate check any more",
        &[
            In(
                "desk/letter",
                r#"  "options": ["once"],
"#,
                "",
            ),
            In("desk/letter", r#""once": 1, "within": 30, "#, ""),
        ],
    ),
    row("another interval of the duplicate check", &[In("desk/channel", r#""default": 60"#, r#""default": 90"#)]),
    row(
        "an operation's function is called something else",
        &[In("desk/look", r#""function": "look_at""#, r#""function": "peek_at""#)],
    ),
    row("a query becomes a body", &[In("desk/look", r#""method": "get""#, r#""method": "post""#)]),
    row(
        "the handle supplies something",
        &[
            In(
                "desk/open",
                r#""name": "deskid", "type": "string" }"#,
                r#""name": "deskid", "type": "string", "supplied_by": "handle" }"#,
            ),
            In("desk/open", r#""deskid": "d", "#, ""),
        ],
    ),
    row(
        "the handle supplies nothing",
        &[
            In("desk/look", r#", "supplied_by": "handle", "required": true"#, ""),
            In("desk/look", r#""body": {}"#, r#""body": { "deskid": "d" }"#),
        ],
    ),
    row(
        "the handle does not supply everything",
        &[
            In("desk/look", r#""required": true } ]"#, r#""required": true }, { "name": "how", "type": "string" } ]"#),
            In("desk/look", r#""body": {}"#, r#""body": { "how": "closely" }"#),
        ],
    ),
    row("an operation goes elsewhere", &[In("replace_card", "post/replace", "post/change")]),
    row(
        "an operation answers something else",
        &[In("replace_card", r#"{ "name": "late", "type": "boolean" }"#, r#"{ "name": "late", "type": "flag" }"#)],
    ),
    row(
        "a list does not come in pages any more",
        &[In(
            "desk/browse",
            r#"  "pages": { "cursor": "from", "next": "next", "items": "names" },
"#,
            "",
        )],
    ),
    row("an operation answers less", &[In("replace_card", r#"{ "name": "late", "type": "boolean" }, "#, "")]),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("messages", EDITS, surface::of);
}

//! Fields.

use super::{review, row};
use crate::edits::Edit::In;
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row(
        "a field is added",
        &[
            In("note", r#"{ "name": "hours", "#, r#"{ "name": "extra", "type": "string" }, { "name": "hours", "#),
            In("note", r#""hours": [1]"#, r#""hours": [1], "extra": "e""#),
        ],
    ),
    row(
        "a required field is added",
        &[
            In(
                "types/link",
                r#"{ "name": "url", "#,
                r#"{ "name": "color", "type": "string", "required": true }, { "name": "url", "#,
            ),
            In("types/link", r#"["title", "url"]"#, r#"["title", "url", "color"]"#),
            In("note", r#""title": "t", "url""#, r#""title": "t", "color": "red", "url""#),
            In("card", r#""title": "r", "url""#, r#""title": "r", "color": "red", "url""#),
            In("replace_card", r#""title": "r", "url""#, r#""title": "r", "color": "red", "url""#),
            In("replace_card", r#""link": { "title": "t","#, r#""link": { "title": "t", "color": "red","#),
        ],
    ),
    row(
        "a field is removed",
        &[
            In("note", r#"    { "name": "silent", "type": "flag" },"#, ""),
            In("note", r#""silent": 1, "#, ""),
            In("note", r#"{ "not_both": ["words", "silent"] }"#, r#"{ "not_both": ["words", "hours"] }"#),
        ],
    ),
    row(
        "a string becomes an integer",
        &[
            In(
                "note",
                r#"{ "name": "format", "type": "string", "required": true, "default": "text" }"#,
                r#"{ "name": "format", "type": "integer", "required": true, "default": 1 }"#,
            ),
            In(
                "note",
                r#""label": "ab", "format": "text" } } },
    { "name": "full""#,
                r#""label": "ab", "format": 1 } } },
    { "name": "full""#,
            ),
            In("note", r#""silent": 1, "format": "text""#, r#""silent": 1, "format": 1"#),
            In("note", r#""words": ["a"], "format": "text""#, r#""words": ["a"], "format": 1"#),
        ],
    ),
    row(
        "a switch becomes true and false",
        &[
            In("note", r#"{ "name": "silent", "type": "flag" }"#, r#"{ "name": "silent", "type": "boolean" }"#),
            In("note", r#""silent": 1"#, r#""silent": true"#),
        ],
    ),
    row(
        "a list is joined by something else",
        &[In(
            "channel",
            r#""name": "totag", "rust": "tags", "list": "string", "joined": "|""#,
            r#""name": "totag", "rust": "tags", "list": "string", "joined": ",""#,
        )],
    ),
    row(
        "another name on the wire",
        &[In("replace_card", r#"{ "name": "left", "#, r#"{ "name": "remaining", "rust": "left", "#)],
    ),
    row("another name in Rust", &[In("note", r#""name": "silent", "#, r#""name": "silent", "rust": "muted", "#)]),
    row(
        "required",
        &[
            In(
                "note",
                r#"{ "name": "label", "type": "string","#,
                r#"{ "name": "label", "type": "string", "required": true,"#,
            ),
            In("note", r#""new": ["content"], "#, ""),
        ],
    ),
    row("no longer required", &[In("note", r#""required": { "errcode": 1003 }, "#, "")]),
    row(
        "no longer required, in a constructor that stays",
        &[In(
            "types/link",
            r#"{ "name": "title", "type": "string", "required": true }"#,
            r#"{ "name": "title", "type": "string" }"#,
        )],
    ),
    row("another error code", &[In("note", r#"{ "errcode": 1003 }"#, r#"{ "errcode": 1013 }"#)]),
    row("another default of what is always written", &[In("note", r#""default": "text""#, r#""default": "html""#)]),
    row("another default", &[In("channel", r#""default": 0"#, r#""default": 1"#)]),
    row(
        "beside the body",
        &[
            In("note", r#""name": "hours", "#, r#""name": "hours", "place": "envelope", "#),
            In("note", r#""bold", "hours": [1],"#, r#""bold","#),
            In("note", r#""safe": 1, "#, r#""safe": 1, "hours": [1], "#),
        ],
    ),
    row(
        "hidden from Debug, translated",
        &[In(
            "note",
            r#"{ "name": "label", "type": "string","#,
            r#"{ "name": "label", "type": "string", "sensitive": true, "translated": true,"#,
        )],
    ),
    row(
        "no longer filled in by the client",
        &[
            In("replace_card", r#""supplied_by": "client", "required": true"#, r#""required": true"#),
            In("replace_card", r#""new": ["card_code"]"#, r#""new": ["agentid", "card_code"]"#),
            In(
                "replace_card",
                r#""writing", "body": { "card_code""#,
                r#""writing", "body": { "agentid": 1, "card_code""#,
            ),
            In(
                "replace_card",
                r#""nothing", "body": { "card_code""#,
                r#""nothing", "body": { "agentid": 1, "card_code""#,
            ),
            In(
                "replace_card",
                r#""picture", "body": { "card_code""#,
                r#""picture", "body": { "agentid": 1, "card_code""#,
            ),
            In(
                "replace_card",
                r#""name": "notice", "body": { "card_code""#,
                r#""name": "notice", "body": { "agentid": 1, "card_code""#,
            ),
            In(
                "replace_card",
                r#""other notice", "body": { "card_code""#,
                r#""other notice", "body": { "agentid": 1, "card_code""#,
            ),
        ],
    ),
    row(
        "the handle holds something else",
        &[
            In(
                "desk/channel",
                r#""holds": "recipients" }"#,
                r#""holds": "sender" }, "sender": { "fields": [ { "name": "agentid", "type": "integer", "supplied_by": "client" } ], "constructors": { "new": ["agentid"] } }"#,
            ),
            In("desk/look", r#", "supplied_by": "handle", "required": true"#, ""),
            In("desk/look", r#""body": {}"#, r#""body": { "deskid": "d" }"#),
        ],
    ),
    row(
        "only documentation",
        &[
            In("note", r#""doc": "The text.""#, r#""doc": "All of the text.", "since": "2026-02""#),
            In("note", r#""2026-01-01""#, r#""2026-02-01""#),
        ],
    ),
    row(
        "deprecated",
        &[In("types/writing", r#"{ "name": "title", "#, r#"{ "name": "title", "deprecated": "use `rows`", "#)],
    ),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("fields", EDITS, surface::of_channels_elsewhere);
}

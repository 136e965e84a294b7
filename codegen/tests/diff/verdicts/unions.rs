//! Unions.

use super::{review, row};
use crate::edits::Edit::In;
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row(
        "a case is added",
        &[
            In(
                "types/action",
                r#""1": { "name": "open""#,
                r#""2": { "name": "call", "fields": [ { "name": "number", "type": "string" } ] }, "1": { "name": "open""#,
            ),
            In("card", r#""action": { "do": 0 }"#, r#""action": { "do": 2, "number": "1" }"#),
            In(
                "card",
                r#"    { "name": "picture""#,
                r#"    { "name": "none", "body": { "msgtype": "card", "card": { "kind": "writing", "title": "t", "action": { "do": 0 } } } }, { "name": "picture""#,
            ),
            In("replace_card", r#""action": { "do": 0 }"#, r#""action": { "do": 2, "number": "1" }"#),
            In(
                "replace_card",
                r#"    { "name": "picture""#,
                r#"    { "name": "none", "body": { "card_code": "c", "face": { "kind": "writing", "title": "t", "action": { "do": 0 } } } }, { "name": "picture""#,
            ),
        ],
    ),
    row(
        "a case is added that holds what another holds",
        &[
            In(
                "types/notice",
                r#""link": { "type": "link" }"#,
                r#""link": { "type": "link" }, "page": { "type": "link" }"#,
            ),
            In(
                "replace_card",
                r#"    { "name": "other notice""#,
                r#"    { "name": "page", "body": { "card_code": "c", "notice": { "page": { "title": "t", "url": "https://example.com" } } } }, { "name": "other notice""#,
            ),
        ],
    ),
    row(
        "a case is removed",
        &[
            In(
                "types/notice",
                r#",
    "link": { "type": "link" }"#,
                "",
            ),
            In(
                "replace_card",
                r#"},
    { "name": "other notice", "body": { "card_code": "c", "notice": { "link": { "title": "t", "url": "https://example.com" } } } }"#,
                "}",
            ),
        ],
    ),
    row(
        "a case is called something else",
        &[
            In("types/action", r#""name": "open""#, r#""name": "visit""#),
            In("card", "face.writing.action.open.url", "face.writing.action.visit.url"),
        ],
    ),
    row(
        "a case is something else on the wire",
        &[
            In("types/action", r#""1": { "name": "open""#, r#""7": { "name": "open""#),
            In("card", r#""do": 1"#, r#""do": 7"#),
            In("replace_card", r#""do": 1"#, r#""do": 7"#),
        ],
    ),
    row(
        "what a case holds stands beside what decides",
        &[
            In(
                "desk/types/enclosure",
                r#"
  "nested": true,"#,
                "",
            ),
            In("desk/letter", r#""photo": { "file": "f" }"#, r#""file": "f""#),
            In("desk/letter", r#""slip": { "sum": 1 }"#, r#""sum": 1"#),
        ],
    ),
    row(
        "a case that is counted is called something else",
        &[
            In("desk/types/enclosure", r#""photo": {"#, r#""photo": { "name": "picture","#),
            In("desk/letter", r#""cases": ["photo"]"#, r#""cases": ["picture"]"#),
        ],
    ),
    row(
        "something else decides",
        &[
            In("types/face", r#"{ "name": "kind","#, r#"{ "name": "sort","#),
            In("card", r#""kind": "writing", "title": "t", "id""#, r#""sort": "writing", "title": "t", "id""#),
            In(
                "card",
                r#""kind": "writing", "title": "t", "action": { "do": 0"#,
                r#""sort": "writing", "title": "t", "action": { "do": 0"#,
            ),
            In("card", r#""kind": "picture""#, r#""sort": "picture""#),
            In(
                "replace_card",
                r#""kind": "writing", "title": "t", "action": { "do": 1"#,
                r#""sort": "writing", "title": "t", "action": { "do": 1"#,
            ),
            In(
                "replace_card",
                r#""kind": "writing", "title": "t", "action": { "do": 0"#,
                r#""sort": "writing", "title": "t", "action": { "do": 0"#,
            ),
            In("replace_card", r#""kind": "picture""#, r#""sort": "picture""#),
        ],
    ),
    row("absence means nothing any more", &[In("types/action", r#""when_absent": true, "#, "")]),
    row("ignores other members", &[In("types/face", r#""ignores": ["title"]"#, r#""ignores": ["id"]"#)]),
    row("another error code", &[In("types/face", "1007", "1017")]),
    row("only documentation of a case", &[In("types/action", "Opens a page.", "Opens a page in the browser.")]),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("unions", EDITS, surface::of_channels_elsewhere);
}

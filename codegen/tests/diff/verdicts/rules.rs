//! Rules over several fields.

use super::{review, row};
use crate::edits::Edit::In;
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row("one more way", &[In("note", r#""any_of": ["label", "url"]"#, r#""any_of": ["label", "url", "words"]"#)]),
    row("one way less", &[In("note", r#""any_of": ["label", "url"]"#, r#""any_of": ["label"]"#)]),
    row("one more demand", &[In("note", r#""then": ["label"]"#, r#""then": ["label", "url"]"#)]),
    row("advice becomes refusal", &[In("note", r#""beyond": "advised""#, r#""beyond": "refused""#)]),
    row(
        "a rule is gone",
        &[In(
            "note",
            r#",
    { "not_both": ["words", "silent"] }"#,
            "",
        )],
    ),
    row(
        "less goes together",
        &[
            In("note", r#"["words", "silent"]"#, r#"["words", "silent", "link"]"#),
            In(
                "note",
                r#""format": "text", "link": { "title": "t", "url": "https://example.com" } } } }"#,
                r#""format": "text" } } },
    { "name": "linked", "body": { "msgtype": "note", "note": {
        "content": "hi", "label": "ab", "format": "text", "link": { "title": "t", "url": "https://example.com" } } } }"#,
            ),
        ],
    ),
    row(
        "a rule is added",
        &[In("types/link", r#""doc": "A link.","#, r#""doc": "A link.", "rules": [ { "any_of": ["title"] } ],"#)],
    ),
    row("another error code", &[In("note", r#""errcode": 1005"#, r#""errcode": 1015"#)]),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("rules", EDITS, surface::of_channels_elsewhere);
}

//! Types that are no unions.

use super::{review, row};
use crate::edits::Edit::{Add, In};
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row(
        "a value is added",
        &[
            In("note", r#""1": "loud" }"#, r#""1": "loud", "2": "shrill" }"#),
            In(
                "note",
                r#""name": "words", "body": { "msgtype": "note", "note": {"#,
                r#""name": "words", "body": { "msgtype": "note", "note": { "tone": 2,"#,
            ),
        ],
    ),
    row("a value is removed", &[In("note", r#""0": "quiet", "1": "loud""#, r#""1": "loud""#)]),
    row("a value is called something else", &[In("note", r#""1": "loud""#, r#""1": "noisy""#)]),
    row(
        "a value is something else on the wire",
        &[
            In("types/face", r#""1": "small""#, r#""3": "small""#),
            In("card", r#""size": 1"#, r#""size": 3"#),
            In("replace_card", r#""size": 1"#, r#""size": 3"#),
        ],
    ),
    row(
        "other values are refused",
        &[In(
            "note",
            r#""values": { "plain": "plain", "bold": "bold" }"#,
            r#""values": { "plain": "plain", "bold": "bold" }, "beyond": "refused""#,
        )],
    ),
    row("any string", &[In("note", r#", "values": { "plain": "plain", "bold": "bold" }"#, "")]),
    row(
        "a string of a type of its own is hidden",
        &[In("types/message_id", r#""newtype": true"#, r#""newtype": true, "sensitive": true"#)],
    ),
    row("a string is of a type of its own no longer", &[In("types/message_id", r#""newtype": true, "#, "")]),
    row(
        "the runtime has a type",
        &[In("types/message_id", r#""newtype": true"#, r#""newtype": true, "in_runtime": true"#)],
    ),
    row("another name in Rust", &[In("types/link", r#""object": "link","#, r#""object": "link", "rust": "Anchor","#)]),
    row(
        "another type in its place",
        &[
            In("note", r#"{ "name": "link", "type": "link" }"#, r#"{ "name": "link", "type": "anchor" }"#),
            In(
                "note",
                r#""link": { "title": "t", "url": "https://example.com" }"#,
                r#""link": { "href": "https://example.com" }"#,
            ),
            Add("types/anchor", r#"{ "object": "anchor", "fields": [ { "name": "href", "type": "string" } ] }"#),
        ],
    ),
    row(
        "a narrowed use",
        &[In(
            "note",
            r#"{ "name": "link", "type": "link" }"#,
            r#"{ "name": "link", "type": "link", "narrow": { "rust": "ShortLink", "limits": { "url": [ { "max": 20, "unit": "bytes", "beyond": "refused" } ] } } }"#,
        )],
    ),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("types", EDITS, surface::of_channels_elsewhere);
}

//! Limits, characters, beginnings, what must differ.

use super::{review, row};
use crate::edits::Edit::In;
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row("a smaller text that is cut", &[In("note", r#""max": 2048"#, r#""max": 1024"#)]),
    row(
        "a larger text that is refused",
        &[In(
            "note",
            r#""max": 2048, "unit": "bytes", "beyond": "truncated""#,
            r#""max": 4096, "unit": "bytes", "beyond": "refused""#,
        )],
    ),
    row(
        "what was refused is cut",
        &[In("types/link", r#""unit": "bytes", "beyond": "refused""#, r#""unit": "bytes", "beyond": "truncated""#)],
    ),
    row("a smaller text that is refused, in a shared type", &[In("types/link", r#""2K""#, r#""1K""#)]),
    row("more and fewer", &[In("note", r#""min": 2, "max": 8"#, r#""min": 1, "max": 6"#)]),
    row("no least any more", &[In("note", r#""min": 2, "max": 8"#, r#""max": 8"#)]),
    row("counted in something else", &[In("types/link", r#""unit": "bytes""#, r#""unit": "chars""#)]),
    row(
        "a limit is added that is refused",
        &[In(
            "note",
            r#"{ "name": "hours", "list": "integer" }"#,
            r#"{ "name": "hours", "list": "integer", "limits": [ { "max": 23, "unit": "range", "beyond": "refused" } ] }"#,
        )],
    ),
    row(
        "a limit is added that is advice",
        &[In(
            "note",
            r#"{ "name": "hours", "list": "integer" }"#,
            r#"{ "name": "hours", "list": "integer", "limits": [ { "max": 23, "unit": "range", "beyond": "advised" } ] }"#,
        )],
    ),
    row("more cases count", &[In("desk/letter", r#""cases": ["photo"]"#, r#""cases": ["photo", "slip"]"#)]),
    row("every item counts", &[In("desk/letter", r#""cases": ["photo"], "#, "")]),
    row("other cases count", &[In("desk/letter", r#""cases": ["photo"]"#, r#""cases": ["slip"]"#)]),
    row(
        "at least so many of fewer cases",
        &[In("desk/letter", r#""max": 2, "unit": "items""#, r#""min": 1, "unit": "items""#)],
    ),
    row(
        "a limit is gone",
        &[In(
            "note",
            r#""unique": true,
      "limits": [ { "max": 4, "unit": "items", "beyond": "unstated" } ]"#,
            r#""unique": true"#,
        )],
    ),
    row(
        "the limit that a text was divided by is gone",
        &[In(
            "note",
            r#",
      "limits": [ { "max": 2048, "unit": "bytes", "beyond": "truncated" } ]"#,
            "",
        )],
    ),
    row(
        "another error code, better known",
        &[In("note", r#""errcode": 1004"#, r#""errcode": 1014, "evidence": "multi""#)],
    ),
    row("more characters", &[In("note", r#""0-9a-z""#, r#""0-9A-Za-z""#)]),
    row("other characters", &[In("note", r#""0-9a-z""#, r#""a-z_""#)]),
    row(
        "any character",
        &[In(
            "note",
            r#",
      "charset": { "allowed": "0-9a-z", "beyond": "refused" }"#,
            "",
        )],
    ),
    row("the same characters in another order", &[In("note", r#""0-9a-z""#, r#""a-z0-9""#)]),
    row("fewer beginnings", &[In("note", r#"["http://", "https://"]"#, r#"["https://"]"#)]),
    row(
        "other beginnings are refused",
        &[In("note", r#""https://"], "beyond": "unstated""#, r#""https://"], "beyond": "refused""#)],
    ),
    row("items may be the same", &[In("note", r#""unique": true,"#, "")]),
    row("items differ in something else", &[In("types/writing", r#""by": "url""#, r#""by": "title""#)]),
    row(
        "items must differ in a list that they need not",
        &[
            In(
                "note",
                r#"{ "name": "hours", "list": "integer" }"#,
                r#"{ "name": "hours", "list": "string", "unique": { "beyond": "advised" } }"#,
            ),
            In("note", r#""hours": [1]"#, r#""hours": ["1"]"#),
        ],
    ),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("limits", EDITS, surface::of_channels_elsewhere);
}

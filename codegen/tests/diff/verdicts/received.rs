//! What comes in, and passive replies.

use super::{review, row};
use crate::edits::Edit::{Add, In, Remove};
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row(
        "an event is described",
        &[Add(
            "door/closed",
            r#"{ "received": "closed", "match": { "MsgType": "event", "Event": "closed" }, "fields": [],
            "examples": [ { "name": "all", "body": { "MsgType": "event", "Event": "closed" } } ] }"#,
        )],
    ),
    row(
        "an event is no longer described",
        &[
            Remove("door/opened"),
            Add(
                "door/shut",
                r#"{ "received": "shut", "match": { "MsgType": "event", "Event": "shut" }, "fields": [],
                "examples": [ { "name": "all", "body": { "CreateTime": 1, "MsgType": "event", "Event": "shut" } } ] }"#,
            ),
        ],
    ),
    row(
        "recognized by something else",
        &[In(
            "door/opened",
            r#""match": { "MsgType": "event", "Event": "opened" }"#,
            r#""match": { "Event": "opened" }"#,
        )],
    ),
    row(
        "takes a passive reply",
        &[In("door/opened", r#"  "precondition""#, r#"  "takes_reply": true, "precondition""#)],
    ),
    row("another precondition", &[In("door/opened", "There is a door.", "There are two doors.")]),
    row("a code no longer works once", &[In("door/opened", r#", "once": 20"#, "")]),
    row("a code works for longer", &[In("door/opened", r#""once": 20"#, r#""once": 60"#)]),
    row(
        "items by another name",
        &[
            In("door/opened", r#""each": "Visitor""#, r#""each": "Guest""#),
            In("door/opened", r#"{ "Visitor": ["Li Si"] }"#, r#"{ "Guest": ["Li Si"] }"#),
        ],
    ),
    row(
        "the head has something more",
        &[
            In(
                "door/channel",
                r#""name": "Event", "type": "string" }"#,
                r#""name": "Event", "type": "string" }, { "name": "Id", "type": "integer" }"#,
            ),
            In("door/opened", r#""CreateTime": 1,"#, r#""CreateTime": 1, "Id": 2,"#),
        ],
    ),
    row(
        "a passive reply is added",
        &[Add(
            "door/farewell",
            r#"{ "passive_reply": "farewell", "msgtype": "text", "fields": [ { "name": "content", "type": "string" } ],
            "examples": [ { "name": "all", "body": { "content": "bye" } } ] }"#,
        )],
    ),
    row("a passive reply is removed", &[Remove("door/greeting")]),
    row("a passive reply is something else", &[In("door/greeting", r#""msgtype": "text""#, r#""msgtype": "note""#)]),
    row("a list is wrapped otherwise", &[In("door/greeting", r#", "count": "line_count""#, "")]),
    row(
        "a list is no longer wrapped",
        &[In("door/greeting", r#"  "wrapped": { "lines": { "each": "item", "count": "line_count" } },"#, "")],
    ),
];

#[test]
fn received() {
    review("received", EDITS, surface::of);
}

//! Constructors.

use super::{review, row};
use crate::edits::Edit::In;
use crate::edits::Row;
use crate::surface;

const EDITS: &[Row] = &[
    row(
        "a constructor is added",
        &[In("note", r#""labelled": ["#, r#""linked": ["content", "link.title", "link.url"], "labelled": ["#)],
    ),
    row("a constructor is removed", &[In("note", r#", "labelled": ["content", "label"]"#, "")]),
    row("a parameter is added", &[In("note", r#""new": ["content"]"#, r#""new": ["content", "tone"]"#)]),
    row(
        "a parameter sets something else",
        &[In("note", r#""labelled": ["content", "label"]"#, r#""labelled": ["content", "url"]"#)],
    ),
    row("parameters change places", &[In("types/link", r#""new": ["title", "url"]"#, r#""new": ["url", "title"]"#)]),
];

#[test]
fn each_edit_is_told_and_judged() {
    review("constructors", EDITS, surface::of_channels_elsewhere);
}

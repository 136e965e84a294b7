//! The three formats.

use wecom_codegen::diff::{Diff, compare};

use crate::edits::{Edit::In, Row, base};

/// Something of every verdict, in a message and in a shared type.
fn diff() -> Diff {
    let row = Row {
        name: "several",
        edits: &[
            In(
                "note",
                r#""max": 2048, "unit": "bytes", "beyond": "truncated""#,
                r#""max": 4096, "unit": "bytes", "beyond": "refused""#,
            ),
            In("note", r#", "labelled": ["content", "label"]"#, r#", "with_url": ["content", "url"]"#),
            In("types/link", r#""2K""#, r#""1K""#),
            In("types/link", r#""doc": "A link.","#, r#""doc": "A link.", "deprecated": "use `a\u0007b`","#),
        ],
    };
    compare(&base(), &row.edited())
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn text() {
    snapshot("text", &diff().to_text(false));
}

#[test]
fn text_with_colours_is_the_same_text() {
    let coloured = diff().to_text(true);
    let mut plain = String::new();
    for (index, part) in coloured.split('\u{1b}').enumerate() {
        plain.push_str(if index == 0 { part } else { part.split_once('m').unwrap().1 });
    }
    assert!(coloured.contains("\u{1b}[1;31mcompile time\u{1b}[0m"), "{coloured}");
    assert_eq!(plain, diff().to_text(false));
}

#[test]
fn markdown() {
    snapshot("markdown", &diff().to_markdown());
}

#[test]
fn json() {
    snapshot("json", &format!("{:#}", diff().to_json()));
}

#[test]
fn no_control_character_reaches_a_terminal() {
    for text in [diff().to_text(false), diff().to_markdown()] {
        assert!(text.contains('\u{fffd}') && !text.contains('\u{7}'), "{text}");
    }
}

//! Nothing changed where nothing changed.

use std::path::Path;

use wecom_codegen::diff::compare;
use wecom_schema::{Schema, Sources};

use crate::edits::{folder, load, texts};

#[test]
fn a_schema_does_not_differ_from_itself() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixture");
    for folder in [Path::new(wecom_schema::DIR), &fixture, &folder()] {
        let schema = || Schema::load(&Sources::from_dir(folder).unwrap()).unwrap();
        let diff = compare(&schema(), &schema());
        assert!(diff.is_empty(), "{}", diff.to_text(false));
        assert_eq!(diff.release(), None);
        assert_eq!(diff.to_text(false), "Nothing changed.\n");
    }
}

#[test]
fn the_order_of_files_does_not_matter() {
    let forwards = texts(&folder());
    let backwards: Vec<_> = forwards.iter().rev().cloned().collect();
    assert!(compare(&load(&forwards).unwrap(), &load(&backwards).unwrap()).is_empty());
}

#[test]
fn nor_does_the_order_of_keys() {
    let sorted: Vec<_> = texts(&folder())
        .into_iter()
        .map(|(path, text)| (path, serde_json::from_str::<serde_json::Value>(&text).unwrap().to_string()))
        .collect();
    assert!(compare(&load(&texts(&folder())).unwrap(), &load(&sorted).unwrap()).is_empty());
}

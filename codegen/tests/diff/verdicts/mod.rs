//! Each edit: its reviewed report, and whether the report is true of the generated source.

mod channels;
mod constructors;
mod fields;
mod limits;
mod messages;
mod received;
mod rules;
mod types;
mod unions;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use wecom_codegen::diff::{Breaks, Diff, compare};
use wecom_schema::Schema;

use crate::edits::{Edit, Row, base};
use crate::surface;

/// Why a verdict is wrong: a break that no signature shows, or a signature that is gone without a word.
pub(crate) fn contradiction(diff: &Diff, old: &BTreeSet<String>, new: &BTreeSet<String>) -> Option<String> {
    let lost = surface::lost(old, new);
    let said = diff.breaks() == Breaks::AtCompileTime;
    (said == lost.is_empty()).then(|| format!("{lost:#?}\n{}", diff.to_text(false)))
}

/// Compares before and after each edit, holds the verdicts against the generated source, and gives the whole to review.
fn told(rows: &[Row], surface_of: fn(&Schema) -> BTreeSet<String>) -> String {
    let old = base();
    let surface = surface_of(&old);
    let mut told = String::new();
    for row in rows {
        let new = row.edited();
        let diff = compare(&old, &new);
        assert!(!diff.is_empty(), "{}: nothing is told", row.name);
        if let Some(reason) = contradiction(&diff, &surface, &surface_of(&new)) {
            panic!("{}: {reason}", row.name);
        }
        let text = diff.to_text(false);
        let (changes, _) = text.trim_end().rsplit_once('\n').unwrap();
        let release = diff.release().unwrap();
        let _ = writeln!(
            told,
            "## {} ({} / {})\n{}\n",
            row.name,
            release.below_1_0(),
            release.from_1_0(),
            changes.trim_end()
        );
    }
    told
}

fn review(name: &str, rows: &[Row], surface_of: fn(&Schema) -> BTreeSet<String>) {
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, told(rows, surface_of));
    });
}

const fn row(name: &'static str, edits: &'static [Edit]) -> Row {
    Row { name, edits }
}

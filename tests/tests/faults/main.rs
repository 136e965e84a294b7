//! Nothing is lost, doubled or hung when the wire breaks: every row of the tables in `wecom_tests::fault_matrix`.

use std::path::Path;
use std::{env, fs};

use wecom_tests::fault_matrix::{Observed, Tried, all, page, run_all};

#[test]
fn each_fault_has_the_outcome_of_its_row() {
    let rows = all();
    let mut wrong = Vec::new();
    for Tried { row, sent, expected, observed } in run_all(&rows) {
        let mut complaints = observed.complaints;
        if observed.outcome != expected {
            let Observed { outcome, returned, .. } = observed;
            complaints.push(format!("expected {expected:?}\n  but was  {outcome:?}\n  {returned:?}"));
        }
        if !complaints.is_empty() {
            wrong.push(format!("{} ({sent:?}):\n  {}", row.what, complaints.join("\n  ")));
        }
    }
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_page_says_what_the_table_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wecom-message/src/docs/faults.md");
    if env::var_os("UPDATE_FAULTS").is_some() {
        fs::write(&file, page()).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == page(),
        "wecom-message/src/docs/faults.md is out of date; this writes it:\n\n  \
         UPDATE_FAULTS=1 cargo test -p wecom-tests --test faults\n"
    );
}

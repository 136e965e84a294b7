//! Nothing is lost, doubled or hung when the wire breaks: every row of the tables in `wecom_tests::fault_matrix`.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, fs, thread};

use wecom_tests::fault_matrix::{Outcome, Row, Sent, messages, page, run, tokens, uploads};

/// Most rows wait for a timeout, or for nothing; few compute.
const THREADS: usize = 8;

#[test]
fn each_fault_has_the_outcome_of_its_row() {
    let tried: Vec<(Row, Sent, Outcome)> = [messages(), uploads(), tokens()]
        .concat()
        .into_iter()
        .flat_map(|row| row.outcomes.clone().into_iter().map(move |(sent, outcome)| (row.clone(), sent, outcome)))
        .collect();
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some((row, sent, expected)) = tried.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let observed = run(row, *sent, *expected);
                    let mut complaints = observed.complaints;
                    if observed.outcome != *expected {
                        complaints.push(format!("expected {expected:?}\n     found {:?}", observed.outcome));
                        complaints.push(format!("{:?}", observed.returned));
                    }
                    if !complaints.is_empty() {
                        wrong.lock().unwrap().push(format!("{} ({sent:?}):\n  {}", row.what, complaints.join("\n  ")));
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} rows are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_page_says_what_the_table_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../wecom-message/src/faults.md");
    if env::var_os("UPDATE_FAULTS").is_some() {
        fs::write(&file, page()).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == page(),
        "wecom-message/src/faults.md is out of date; this writes it:\n\n  \
         UPDATE_FAULTS=1 cargo test -p wecom-tests --test faults\n"
    );
}

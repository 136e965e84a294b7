//! The instructions of bodies, counted by callgrind: numbers that do not depend on what else the machine does.

use std::process::Command;
use std::{env, fs};

use super::{Comparison, Work, comparisons};
use crate::tool;

/// Does what is counted, and nothing else.
pub const COUNTED: &str = "bindings-counted";

/// Enough for what the allocator does only now and then.
const TIMES: u32 = 20;

pub fn count() {
    println!("\n## Bodies: instructions of one\n");
    if !tool::is_there("valgrind") {
        return;
    }
    println!("| message | bytes | build by hand | SDK | × | write by hand | SDK | × | check | of the write % |");
    println!("|:--|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let comparisons = comparisons();
    for (Comparison { name, bytes, .. }, counts) in comparisons.iter().zip(counts().chunks_exact(5)) {
        let &[build_by_hand, build, write_by_hand, write, check] = counts else { return };
        println!(
            "| {name} | {bytes} | {build_by_hand:.0} | {build:.0} | {:.2} | {write_by_hand:.0} | {write:.0} | {:.2} | {check:.0} | {:.0} |",
            build / build_by_hand,
            write / write_by_hand,
            100.0 * check / write,
        );
    }
}

/// Of each work of each comparison, in their order.
fn counts() -> Vec<f64> {
    let folder = env::temp_dir().join(format!("wecom-instructions-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the counts");
    // One dump for each call.
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--toggle-collect=*::repeated", "--dump-after=*::repeated"])
        .arg(format!("--callgrind-out-file={}", folder.join("dump").display()))
        .arg(env::current_exe().expect("a program knows its path"))
        .arg(COUNTED)
        .output()
        .expect("valgrind runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let dumps = (1..).map_while(|number| fs::read_to_string(folder.join(format!("dump.{number}"))).ok());
    let counts = dumps.map(|dump| {
        let total = dump.lines().find_map(|line| line.strip_prefix("totals: ")).expect("a total");
        total.parse::<f64>().expect("a number") / f64::from(TIMES)
    });
    let counts = counts.collect();
    fs::remove_dir_all(&folder).expect("the folder can go");
    counts
}

pub fn counted() {
    for comparison in comparisons() {
        for work in comparison.works() {
            work(); // what happens only the first time
            repeated(work);
        }
    }
}

#[inline(never)]
fn repeated(work: &Work) {
    for _ in 0..TIMES {
        work();
    }
}

//! Instructions in user mode, counted by callgrind: numbers that do not depend on what else the machine does.

use std::env;
use std::process::Command;

/// Of one repetition of what this program does `times` when it is run with these arguments.
pub fn of_one(arguments: &[&str], times: usize) -> f64 {
    // The difference excludes what happens only once.
    let [few, many] = [times, 6 * times].map(|times| of_program(arguments, times));
    let repetitions = u32::try_from(5 * times).expect("few");
    (many - few) / f64::from(repetitions)
}

fn of_program(arguments: &[&str], times: usize) -> f64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().expect("a program knows its path"))
        .args(arguments)
        .arg(times.to_string())
        .output()
        .expect("valgrind is installed");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let collected = said.lines().find_map(|line| line.split_once("Collected :")).expect("a count");
    collected.1.trim().parse().expect("a number")
}

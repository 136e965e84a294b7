//! Instructions of one send, counted by callgrind: a number that does not depend on what else the machine does.

use std::env;
use std::process::Command;

use crate::send::{NAMES, ONLY};
use crate::server::Server;
use crate::tool;

pub fn run() {
    println!("\n## Sending: instructions of the client in user mode, for one send\n");
    if !tool::is_there("valgrind") {
        return;
    }
    let server = Server::start();
    println!("| by | instructions | × tuned ureq |\n|:--|--:|--:|");
    let counted = NAMES.map(|name| {
        // The difference leaves out everything that happens once.
        let [few, many] = [100, 600].map(|sends| count(&server.address, name, sends));
        (name, (many - few) / 500)
    });
    let [_, _, (_, tuned), ..] = counted;
    for (name, count) in counted {
        #[allow(clippy::cast_precision_loss, reason = "shown with two digits")]
        let ratio = count as f64 / tuned as f64;
        println!("| {name} | {count} | {ratio:.2} |");
    }
}

fn count(address: &str, name: &str, sends: usize) -> u64 {
    let program = env::current_exe().expect("a program knows its path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([ONLY, address, name, &sends.to_string()])
        .output()
        .expect("valgrind runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let collected = told.lines().find_map(|line| line.split_once("Collected :")).expect("a count");
    collected.1.trim().parse().expect("a number")
}

//! System calls of one send, as `strace` sees them: another number that does not depend on what else the machine does.

use std::collections::BTreeMap;
use std::process::Command;
use std::{env, fs, process};

use crate::send::{NAMES, ONLY};
use crate::server::Server;
use crate::tool;

const FEW: usize = 100;
const MORE: usize = 500;

/// How often each call was made.
type Calls = BTreeMap<String, usize>;

pub fn run() {
    println!("\n## Sending: system calls of the client, for one send\n");
    if !tool::is_there("strace") {
        return;
    }
    let server = Server::start();
    println!("| by | calls | of which | threads created |\n|:--|--:|:--|--:|");
    for name in NAMES {
        // The difference leaves out everything that happens once.
        let [few, many] = [FEW, FEW + MORE].map(|sends| trace(&server.address, name, sends));
        let each: BTreeMap<&str, f64> =
            many.iter().map(|(call, count)| (&**call, per_send(*count, few.get(call).copied()))).collect();
        let of_which: Vec<String> = each
            .iter()
            .filter(|(_, count)| **count >= 0.05)
            .map(|(call, count)| format!("{call} {count:.1}"))
            .collect();
        let count =
            |is: fn(&str) -> bool| each.iter().filter(|(call, _)| is(call)).fold(0.0, |sum, (_, count)| sum + count);
        let (all, threads) = (count(|_| true), count(|call| call.starts_with("clone")));
        println!("| {name} | {all:.1} | {} | {threads:.1} |", of_which.join(", "));
    }
}

#[allow(clippy::cast_precision_loss, reason = "shown with one digit")]
fn per_send(many: usize, few: Option<usize>) -> f64 {
    many.saturating_sub(few.unwrap_or_default()) as f64 / MORE as f64
}

fn trace(address: &str, name: &str, sends: usize) -> Calls {
    let log = env::temp_dir().join(format!("wecom-system-calls-{}", process::id()));
    let output = Command::new("strace")
        .args(["-f", "-o"])
        .arg(&log)
        .arg(env::current_exe().expect("a program knows its path"))
        .args([ONLY, address, name, &sends.to_string()])
        .output()
        .expect("strace runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(&log).expect("strace has written it");
    fs::remove_file(&log).expect("it is there");
    let mut calls = Calls::new();
    for call in text.lines().filter_map(call) {
        *calls.entry(call.to_owned()).or_default() += 1;
    }
    calls
}

/// `recvfrom` of `4711 recvfrom(3, …`; neither a signal nor the second half of a call that was interrupted by another thread.
fn call(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(' ')?.1.trim_start().split_once('(')?;
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_').then_some(name)
}

use std::process::Command;
use std::{env, fs};

use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

const BASE_URL: &str = "SYSCALLS_BASE_URL";
const CREDENTIALS: &str = "SYSCALLS_CREDENTIALS";
const SENDS: usize = 50;

/// Files that are not there: to ask for one is a system call that can be found again.
const BEGIN: &str = "/the-sends-begin";
const END: &str = "/the-sends-end";

#[test]
fn a_steady_send_makes_at_most_six_system_calls_and_no_thread() {
    let sandbox = Sandbox::start().unwrap();
    let trace = env::temp_dir().join(format!("wecom-syscalls-{}", std::process::id()));
    let output = Command::new("strace")
        .args(["-f", "-o"])
        .arg(&trace)
        .arg(env::current_exe().unwrap())
        .args(["--exact", "counted::the_traced_process", "--ignored"])
        .env(BASE_URL, sandbox.base_url())
        .env(CREDENTIALS, format!("{} {} {}", sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()))
        .output()
        .expect("strace is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = fs::read_to_string(&trace).unwrap();
    fs::remove_file(&trace).unwrap();

    let calls: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.contains(BEGIN))
        .skip(1)
        .take_while(|line| !line.contains(END))
        .map(|line| line.split_once(' ').map_or(line, |(_, call)| call.trim_start()))
        .filter(|call| !call.starts_with("<..."))
        .collect();
    let sample = calls.iter().take(12).copied().collect::<Vec<_>>().join("\n");
    assert!(!calls.iter().any(|call| call.starts_with("clone") || call.starts_with("fork")), "{sample}");
    assert!(calls.len() <= 6 * SENDS, "{} for {SENDS} sends: {sample}", calls.len());
}

#[test]
#[ignore = "the process that the other test traces"]
fn the_traced_process() {
    let credentials = env::var(CREDENTIALS).unwrap();
    let [corp_id, secret, agent_id] = credentials.split(' ').collect::<Vec<_>>()[..] else { panic!("{credentials}") };
    let client = Client::builder(corp_id, secret, agent_id.parse().unwrap());
    let client = client.base_url(env::var(BASE_URL).unwrap()).build().unwrap();
    let send = || drop(client.send_text(To::user("lisi"), "disk full").unwrap());
    for _ in 0..3 {
        send();
    }
    assert!(fs::metadata(BEGIN).is_err());
    for _ in 0..SENDS {
        send();
    }
    assert!(fs::metadata(END).is_err());
}

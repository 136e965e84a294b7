//! The memory of a smart bot does not grow with the number of frames; a process of its own, so that nothing else takes any.
//! `WECOM_FRAMES` makes it longer.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs, io, thread};

use wecom_message::Aibot;
use wecom_message::aibot::{Chat, Markdown};
use wecom_sandbox::Sandbox;

/// More than any machine needs.
const LONG: Duration = Duration::from_secs(60);

const THREADS: u64 = 8;
const SERVES: &str = "WECOM_SERVES_MEMORY_TEST";

#[test]
#[cfg(target_os = "linux")]
fn pushing_keeps_no_memory() {
    let frames = env::var("WECOM_FRAMES").map_or(8_000, |frames| frames.parse().unwrap());
    let mut server = serving();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut next = || lines.find_map(|line| line.strip_prefix("> ").map(str::to_owned)).unwrap();
    let (url, id, secret) = (next(), next(), next());
    let bot = Aibot::builder(id, secret).url(url).timeout(LONG).connect().unwrap();
    push(&bot, frames / 4);
    let before = resident();
    push(&bot, frames);
    let grown = resident().saturating_sub(before);
    // Closing its input ends it.
    drop(server.stdin.take());
    assert!(server.wait().unwrap().success());
    println!("{frames} frames, {grown} bytes more");
    assert!(grown < 2 * 1024 * 1024, "{grown} bytes more after {frames} frames");
}

fn push(bot: &Aibot, frames: u64) {
    thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || {
                for number in 0..frames / THREADS {
                    let text = format!("{thread}/{number}: disk full on db-1, 98 % of /var are in use");
                    bot.send(Chat::user("lisi"), &Markdown::new(text)).unwrap();
                }
            });
        }
    });
}

/// The memory of this process, in bytes.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

/// The sandbox in a process of its own: what it keeps is not the bot's.
fn serving() -> Child {
    let mut this = Command::new(env::current_exe().unwrap());
    this.args(["--exact", "serves", "--ignored", "--nocapture"]).env(SERVES, "1");
    this.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap()
}

#[test]
#[ignore = "the other process of `pushing_keeps_no_memory`"]
fn serves() {
    if env::var_os(SERVES).is_none() {
        return;
    }
    let sandbox = Sandbox::builder().without_aibot_rates().start().unwrap();
    let bot = sandbox.aibot();
    println!("\n> {}\n> {}\n> {}", bot.url(), bot.id(), bot.secret());
    let _ = io::stdin().read(&mut [0]);
}

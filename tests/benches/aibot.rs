//! Pushing by a smart bot over its long connection; beside WeCom's own SDK for Node, where that is installed.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::Barrier;
use std::{env, io, thread};

use wecom_message::Aibot;
use wecom_message::aibot::{Chat, Markdown};
use wecom_sandbox::Sandbox;

use crate::cost::race;

pub const SERVE: &str = "serve-aibot";

const CONTENT: &str = "disk full on db-1: 98 % of /var are in use";
const PUSHES: usize = 3200;

pub fn run() {
    println!("\n## Pushing by a smart bot: best of ten rounds of {PUSHES} pushes each\n");
    println!("| at once | by | CPU µs | wall µs | pushes a second |\n|--:|:--|--:|--:|--:|");
    let server = Server::start();
    for together in [1, 16, 64] {
        let [url, id, secret] = &server.address;
        let bot = Aibot::builder(id.as_str(), secret.as_str()).url(url.as_str()).connect().expect("it connects");
        let [cost] = race([&|| push(&bot, together)]);
        let pushes = u32::try_from(PUSHES).expect("few");
        let [cpu, wall] = [cost.cpu, cost.wall].map(|time| (time / pushes).as_secs_f64() * 1e6);
        println!("| {together} | wecom-message | {cpu:.1} | {wall:.1} | {:.0} |", 1e6 / wall);
        drop(bot);
        by_node(&server, together);
    }
}

fn push(bot: &Aibot, together: usize) {
    let start = Barrier::new(together);
    thread::scope(|scope| {
        for _ in 0..together {
            scope.spawn(|| {
                start.wait();
                for _ in 0..PUSHES / together {
                    bot.send(Chat::user("lisi"), &Markdown::new(CONTENT)).expect("it is delivered");
                }
            });
        }
    });
}

fn by_node(server: &Server, together: usize) {
    let mut node = Command::new("node");
    node.args(["-e", include_str!("aibot.js"), "--"]).args(&server.address);
    match node.args([PUSHES.to_string(), together.to_string()]).output() {
        Ok(output) if output.status.success() => print!("{}", String::from_utf8_lossy(&output.stdout)),
        _ => println!(
            "\nThe SDK for Node is left out: `npm install @wecom/aibot-node-sdk` and NODE_PATH show where it is."
        ),
    }
}

/// The sandbox in a process of its own: its CPU time is not the bot's.
struct Server {
    process: Child,
    /// The URL, the bot's id and its secret.
    address: [String; 3],
}

impl Server {
    fn start() -> Self {
        let mut this = Command::new(env::current_exe().expect("a program knows its path"));
        let this = this.arg(SERVE).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = this.spawn().expect("the server starts");
        let mut lines = BufReader::new(process.stdout.take().expect("it is piped")).lines();
        let address = [(); 3].map(|()| lines.next().expect("a line").expect("it is UTF-8"));
        Self { process, address }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.process.stdin.take()); // which ends it
        let _ = self.process.wait();
    }
}

pub fn serve() {
    let sandbox = Sandbox::builder().without_aibot_rates().start().expect("there is a free port");
    let bot = sandbox.aibot();
    println!("{}\n{}\n{}", bot.url(), bot.id(), bot.secret());
    let _ = io::stdin().read(&mut [0]);
}

//! This test binary as a process of its own that sends.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use wecom_message::token::FileStore;
use wecom_message::{Client, ClientBuilder, To};
use wecom_sandbox::Sandbox;

const STORE: &str = "SHARED_TOKENS_STORE";
const THREADS: &str = "SHARED_TOKENS_THREADS";
const BASE_URL: &str = "SHARED_TOKENS_BASE_URL";
const CREDENTIALS: &str = "SHARED_TOKENS_CREDENTIALS";

/// Which store a process uses.
#[derive(Clone)]
pub(crate) enum Store {
    File(PathBuf),
    #[cfg(feature = "redis")]
    Redis(String),
}

impl Store {
    pub(crate) fn give_to(&self, builder: ClientBuilder) -> ClientBuilder {
        match self {
            Self::File(folder) => builder.token_store(FileStore::new(folder)),
            #[cfg(feature = "redis")]
            Self::Redis(url) => builder.token_store(wecom_message::token::RedisStore::new(url).unwrap()),
        }
    }

    fn write(&self) -> String {
        match self {
            Self::File(folder) => format!("file {}", folder.display()),
            #[cfg(feature = "redis")]
            Self::Redis(url) => format!("redis {url}"),
        }
    }

    fn read(text: &str) -> Self {
        match text.split_once(' ').unwrap() {
            ("file", folder) => Self::File(folder.into()),
            #[cfg(feature = "redis")]
            ("redis", url) => Self::Redis(url.to_owned()),
            _ => panic!("{text} is no store"),
        }
    }
}

/// A process that sends one message per thread on request; killed when dropped.
pub(crate) struct Sender {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Sender {
    pub(crate) fn start(sandbox: &Sandbox, base_url: &str, store: &Store, threads: usize) -> Self {
        let mut process = Command::new(env::current_exe().unwrap())
            .args(["--exact", "child::as_a_process_of_its_own", "--nocapture"])
            .env(STORE, store.write())
            .env(THREADS, threads.to_string())
            .env(BASE_URL, base_url)
            .env(CREDENTIALS, format!("{} {} {}", sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = process.stdin.take().unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut sender = Self { process, input, output };
        sender.said("ready");
        sender
    }

    pub(crate) fn go(&mut self) {
        self.input.write_all(b"go\n").unwrap();
    }

    /// How long the slowest of its messages took.
    pub(crate) fn slowest(mut self) -> Duration {
        let milliseconds = self.said("slowest ").parse().unwrap();
        assert!(self.process.wait().unwrap().success());
        Duration::from_millis(milliseconds)
    }

    fn said(&mut self, word: &str) -> String {
        for line in (&mut self.output).lines() {
            if let Some(rest) = line.unwrap().strip_prefix(word) {
                return rest.to_owned();
            }
        }
        panic!("the process ended without a word of {word}");
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Not a test by itself: what a [`Sender`] runs.
#[test]
fn as_a_process_of_its_own() {
    let Ok(store) = env::var(STORE) else { return };
    let credentials = env::var(CREDENTIALS).unwrap();
    let [corp_id, secret, agent_id] = credentials.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let builder = Client::builder(corp_id, secret, agent_id.parse().unwrap()).base_url(env::var(BASE_URL).unwrap());
    let client = Store::read(&store).give_to(builder).build().unwrap();
    println!("\nready");
    std::io::stdin().lines().next();
    let timed = || {
        let began = Instant::now();
        assert!(client.send_text(To::user("lisi"), "disk full").unwrap().reached_everyone());
        began.elapsed()
    };
    let threads = env::var(THREADS).unwrap().parse().unwrap();
    let slowest = thread::scope(|scope| {
        let sent: Vec<_> = (0..threads).map(|_| scope.spawn(timed)).collect();
        sent.into_iter().map(|sent| sent.join().unwrap()).max().unwrap()
    });
    println!("\nslowest {}", slowest.as_millis());
}

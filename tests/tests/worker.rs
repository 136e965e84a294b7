//! The example `worker`, killed again and again, with a real Redis and the stand-in for WeCom.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::channel;

use wecom_sandbox::{Received, Sandbox};
use wecom_tests::fault_proxy::{Fault, FaultProxy};
use wecom_tests::redis_server::RedisServer;

const SEND: &str = "cgi-bin/message/send";
const DEATHS: usize = 9;
const MESSAGES: usize = 48;

type Aside = Vec<(String, BTreeMap<String, String>)>;

/// The example, built with the feature `redis`.
fn build() -> PathBuf {
    let arguments =
        ["build", "--quiet", "--locked", "-p", "wecom-message", "--example", "worker", "--features", "redis"];
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let status = Command::new(env!("CARGO")).args(arguments).current_dir(workspace).status();
    assert!(status.unwrap().success());
    let target = env::current_exe().unwrap().ancestors().nth(2).unwrap().to_owned();
    target.join("examples").join("worker")
}

fn worker(program: &Path, redis: &RedisServer, sandbox: &Sandbox, base_url: &str) -> Command {
    let mut command = Command::new(program);
    command
        .env("REDIS_URL", redis.url())
        .env("WECOM_CORP_ID", sandbox.corp_id())
        .env("WECOM_CORP_SECRET", sandbox.secret())
        .env("WECOM_AGENT_ID", sandbox.agent_id().to_string())
        .env("WECOM_BASE_URL", base_url)
        .env("WORKER_CLAIM_AFTER_MS", "1500")
        .stderr(Stdio::null());
    command
}

fn kill(mut worker: Child) {
    worker.kill().unwrap();
    worker.wait().unwrap();
}

fn add(redis: &RedisServer, to: &str, message: &str) {
    redis.command::<String>(&["XADD", "alarms", "*", "to", to, "message", message]);
}

fn text(content: &str) -> String {
    serde_json::to_string(&wecom_message::app::Text::new(content)).unwrap()
}

fn aside(redis: &RedisServer, stream: &str) -> Aside {
    redis.command(&["XRANGE", stream, "-", "+"])
}

/// How often each text was delivered.
fn delivered(sandbox: &Sandbox) -> BTreeMap<String, usize> {
    let mut times = BTreeMap::new();
    for request in sandbox.received().into_iter().filter(Received::delivered) {
        *times.entry(request.body.unwrap()["text"]["content"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    times
}

#[test]
fn workers_that_are_killed_lose_nothing_and_double_nothing() {
    let program = build();
    let redis = RedisServer::start();
    let (tell, told) = channel();
    let tell = move |_: &Received| tell.send(()).unwrap_or_default();
    let sandbox = Sandbox::builder().invalid_user("ghost").on_request(tell).start().unwrap();
    let contents: Vec<String> = (0..MESSAGES).map(|number| format!("12:04:31 disk {number} is full")).collect();
    for (number, content) in contents.iter().enumerate() {
        add(&redis, &format!("member{}", number % 8), &text(content));
        match number {
            3 => add(&redis, "lisi", "no JSON"),
            10 => add(&redis, "lisi", &text("")),
            17 => add(&redis, "ghost", &text("to nobody")),
            _ => {}
        }
    }

    let start = || worker(&program, &redis, &sandbox, &sandbox.base_url()).spawn().unwrap();
    for _ in 0..DEATHS {
        let (first, second) = (start(), start());
        // Killed when WeCom has answered, and the worker may or may not have heard of it.
        told.iter().take(fastrand::usize(1..6)).for_each(drop);
        kill(first);
        told.iter().take(fastrand::usize(1..3)).for_each(drop);
        kill(second);
    }
    let drained = worker(&program, &redis, &sandbox, &sandbox.base_url()).arg("drain").status().unwrap();
    assert!(drained.success());

    let delivered = delivered(&sandbox);
    assert_eq!(delivered.keys().collect::<Vec<_>>(), {
        let mut all: Vec<_> = contents.iter().collect();
        all.sort();
        all
    });
    assert!(delivered.values().all(|times| *times == 1), "{delivered:?}");
    let (poison, unknown) = (aside(&redis, "alarms:poison"), aside(&redis, "alarms:unknown"));
    let reasons: Vec<&str> = poison.iter().chain(&unknown).map(|(_, fields)| fields["reason"].as_str()).collect();
    let is_there = |part: &str| reasons.iter().any(|reason| reason.contains(part));
    assert!(reasons.len() == 3 && ["expected", "text.content", "81013"].into_iter().all(is_there), "{reasons:?}");
    // A worker that dies while WeCom refuses a message does not learn that it was refused.
    assert!(unknown.iter().all(|(_, fields)| fields["to"] == "ghost"), "{unknown:?}");
    assert_eq!(redis.command::<Vec<String>>(&["KEYS", "alarms:attempts:*"]), Vec::<String>::new());
}

#[test]
fn what_the_duplicate_check_no_longer_covers_is_reported_as_unknown() {
    let program = build();
    let redis = RedisServer::start();
    let proxy = FaultProxy::start(Arc::new(Sandbox::start().unwrap())).unwrap();
    // WeCom delivers the message, and the worker dies before it hears of it.
    proxy.break_next(SEND, Fault::FORWARDED);
    add(&redis, "lisi", &text("12:04:31 disk full"));
    let first = worker(&program, &redis, proxy.sandbox(), &proxy.base_url()).spawn().unwrap();
    while !proxy.sandbox().received().iter().any(Received::delivered) {
        std::thread::yield_now();
    }
    kill(first);
    let attempts: Vec<String> = redis.command(&["KEYS", "alarms:attempts:*"]);
    let [attempts] = attempts.as_slice() else { panic!("{attempts:?}") };
    let first: u64 = redis.command(&["HGET", attempts, "first"]);
    redis.command::<i64>(&["HSET", attempts, "first", &(first - 3_600_000).to_string()]);

    let mut second = worker(&program, &redis, proxy.sandbox(), &proxy.base_url());
    assert!(second.arg("drain").status().unwrap().success());
    assert_eq!(delivered(proxy.sandbox()), BTreeMap::from([("12:04:31 disk full".to_owned(), 1)]));
    let unknown = aside(&redis, "alarms:unknown");
    let [(_, fields)] = unknown.as_slice() else { panic!("{unknown:?}") };
    assert_eq!(fields["reason"], "an earlier attempt may have delivered it");
    assert_eq!((fields["to"].as_str(), fields["message"].as_str()), ("lisi", text("12:04:31 disk full").as_str()));
}

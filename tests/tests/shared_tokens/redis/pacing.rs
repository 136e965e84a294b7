//! Rates that a fleet keeps together, counted in Redis.

use std::env;
use std::io::Read;
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use wecom_message::appchat::CreateChat;
use wecom_message::token::RedisStore;
use wecom_message::{Client, Error, Pacing, RetryPolicy, Robot, SharedPacing, To};
use wecom_sandbox::{Received, Sandbox};
use wecom_tests::redis_server::RedisServer;

use super::store;
use crate::{builder, warnings};

const PROCESSES: usize = 8;
const THREADS: usize = 8;
const REDIS: &str = "PACED_REDIS";
const BASE_URL: &str = "PACED_BASE_URL";
const CREDENTIALS: &str = "PACED_CREDENTIALS";
const MEMBERS: &str = "PACED_MEMBERS";
const WAIT: &str = "PACED_WAIT";
const MINUTE: Duration = Duration::from_secs(60);

fn paced(sandbox: &Sandbox, store: RedisStore) -> Client {
    builder(sandbox).shared_pacing(SharedPacing::new(Pacing::Refuse, store)).build().unwrap()
}

fn text(client: &Client) -> Result<(), Error> {
    client.send_text(To::user("lisi"), "disk full").map(drop)
}

fn delivered(sandbox: &Sandbox) -> usize {
    sandbox.received().iter().filter(|request| request.path.ends_with("message/send") && request.delivered()).count()
}

/// Everything of a member, in Redis, this much longer ago.
fn age(server: &RedisServer, by: Duration) {
    const AGE: &str = "for _, key in ipairs(redis.call('KEYS', 'wecom:pace:*')) do \
        local entries = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES') \
        for i = 1, #entries, 2 do redis.call('ZINCRBY', key, -ARGV[1], entries[i]) end end return 0";
    server.command::<i64>(&["EVAL", AGE, "0", &by.as_micros().to_string()]);
}

fn process(sandbox: &Sandbox, server: &RedisServer, members: usize, pacing: Pacing) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "redis::pacing::as_a_process_of_the_fleet", "--nocapture"])
        .env(REDIS, server.url())
        .env(BASE_URL, sandbox.base_url())
        .env(CREDENTIALS, format!("{} {} {}", sandbox.corp_id(), sandbox.secret(), sandbox.agent_id()))
        .env(MEMBERS, members.to_string())
        .env(WAIT, if pacing == Pacing::Wait { "yes" } else { "no" })
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Not a test by itself: sends on eight threads until there is no room, or for ever.
#[test]
fn as_a_process_of_the_fleet() {
    let Ok(url) = env::var(REDIS) else { return };
    let credentials = env::var(CREDENTIALS).unwrap();
    let [corp_id, secret, agent_id] = credentials.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let pacing = if env::var(WAIT).unwrap() == "yes" { Pacing::Wait } else { Pacing::Refuse };
    let client = Client::builder(corp_id, secret, agent_id.parse().unwrap())
        .base_url(env::var(BASE_URL).unwrap())
        .retry(RetryPolicy::default().deadline(5 * MINUTE))
        .shared_pacing(SharedPacing::new(pacing, RedisStore::new(&url).unwrap()))
        .build()
        .unwrap();
    let members: usize = env::var(MEMBERS).unwrap().parse().unwrap();
    let to = To::users((0..members).map(|member| format!("u{member}")));
    let send = || {
        let error = (0..).find_map(|_| client.send_text(to.clone(), "disk full").err()).unwrap();
        assert!(error.is_paced(), "{error}");
        assert!(error.retry_after().is_some_and(|wait| !wait.is_zero()), "{error}");
    };
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(send);
        }
    });
    println!("\nended by the limit");
}

#[test]
fn eight_processes_of_eight_threads_send_thirty_messages_a_minute() {
    for members in [1, 1000] {
        let (server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
        let processes: Vec<Child> =
            (0..PROCESSES).map(|_| process(&sandbox, &server, members, Pacing::Refuse)).collect();
        for process in processes {
            let output = process.wait_with_output().unwrap();
            assert!(String::from_utf8_lossy(&output.stdout).contains("ended by the limit"), "{output:?}");
        }
        assert_eq!(delivered(&sandbox), 30, "to {members} members");
    }
}

#[test]
fn the_windows_slide_by_the_clock_of_redis() {
    let (server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
    let client = paced(&sandbox, store(&server));
    for _ in 0..20 {
        text(&client).unwrap();
    }
    age(&server, Duration::from_secs(40));
    for _ in 0..10 {
        text(&client).unwrap();
    }
    let wait = text(&client).unwrap_err().retry_after().unwrap();
    assert!(wait > Duration::from_secs(15) && wait < Duration::from_secs(22), "{wait:?}");
    age(&server, wait + Duration::from_secs(5));
    for _ in 0..20 {
        text(&client).unwrap();
    }
    assert!(text(&client).unwrap_err().is_paced());
    assert_eq!(delivered(&sandbox), 50);
}

#[test]
fn an_hour_has_its_own_limit_and_redis_forgets_after_it() {
    let (server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
    let client = paced(&sandbox, store(&server));
    for _ in 0..33 {
        for _ in 0..30 {
            text(&client).unwrap();
        }
        age(&server, Duration::from_secs(70));
    }
    let error = (0..).find_map(|_| text(&client).err()).unwrap();
    assert_eq!(delivered(&sandbox), 1000, "{error}");
    assert!(error.to_string().contains("1000 messages in 3600 seconds"), "{error}");
    let key: Vec<String> = server.command(&["KEYS", "wecom:pace:*"]);
    let milliseconds: i64 = server.command(&["PTTL", &key[0]]);
    assert!((3_500_000..=3_601_000).contains(&milliseconds), "{milliseconds}");
}

#[test]
fn what_was_not_sent_does_not_count() {
    let (server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
    let unreachable = builder(&sandbox)
        .base_url("http://127.0.0.1:1")
        .retry(RetryPolicy::never())
        .shared_pacing(SharedPacing::new(Pacing::Refuse, store(&server)))
        .build()
        .unwrap();
    for _ in 0..3 {
        assert!(!text(&unreachable).unwrap_err().is_paced());
    }
    let counted: Vec<String> = server.command(&["KEYS", "wecom:pace:*"]);
    assert!(counted.is_empty(), "{counted:?}");
}

#[test]
fn the_robots_of_one_webhook_keep_to_twenty_a_minute_together() {
    let server = RedisServer::start();
    let sandbox = Sandbox::builder().robot("hush-key").start().unwrap();
    let robot = || {
        let pacing = SharedPacing::new(Pacing::Refuse, store(&server));
        Robot::builder("hush-key").base_url(sandbox.base_url()).shared_pacing(pacing).build().unwrap()
    };
    let (one, other) = (robot(), robot());
    for number in 0..20 {
        let robot = if number % 2 == 0 { &one } else { &other };
        robot.send_text("disk full").unwrap();
    }
    assert!(one.send_text("disk full").unwrap_err().is_paced());
    assert!(other.send_text("disk full").unwrap_err().is_paced());
    let keys: Vec<String> = server.command(&["KEYS", "*"]);
    assert!(!keys.is_empty() && keys.iter().all(|key| !key.contains("hush")), "{keys:?}");
}

#[test]
fn the_clients_of_one_application_send_two_hundred_messages_a_minute_into_a_chat() {
    let (server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
    let clients = [paced(&sandbox, store(&server)), paced(&sandbox, store(&server))];
    for chat in ["release", "Release"] {
        clients[0].create_appchat(CreateChat::new(["lisi", "wangwu"]).chat_id(chat)).unwrap();
    }
    for number in 0..200 {
        let _ = clients[number % 2].appchat("release").send_text("built").unwrap();
    }
    for client in &clients {
        let error = client.appchat("release").send_text("built").unwrap_err();
        assert!(error.is_paced() && error.to_string().contains("200 messages in 60 seconds"), "{error}");
    }
    let _ = clients[0].appchat("Release").send_text("built").unwrap();
    let _ = clients[0].send_text(To::user("release"), "built").unwrap();
}

#[test]
fn the_daily_quota_counts_recipients_until_midnight_in_china() {
    let (server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
    let quota = |base_url: String| {
        let pacing = SharedPacing::new(Pacing::Refuse, store(&server)).accounts(1);
        builder(&sandbox).base_url(base_url).retry(RetryPolicy::never()).shared_pacing(pacing).build().unwrap()
    };
    let members = |from: usize, to: usize| To::users((from..to).map(|number| format!("u{number}")));
    let send = |client: &Client, to: To| client.send_text(to, "disk full").map(drop);
    let clients = [quota(sandbox.base_url()), quota(sandbox.base_url())];
    send(&clients[0], members(0, 150)).unwrap();
    let error = send(&clients[1], members(200, 251)).unwrap_err();
    assert!(error.to_string().contains("the quota of 200 recipients a day is reached"), "{error}");
    let wait = error.retry_after().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap() + Duration::from_secs(8 * 60 * 60);
    assert_eq!((now + wait).as_secs().div_ceil(60) * 60 % 86_400, 0, "{wait:?}");
    send(&clients[1], members(300, 350)).unwrap();
    assert!(send(&clients[0], To::user("lisi")).unwrap_err().is_paced());
    send(&clients[0], To::party(2)).unwrap();

    let keys: Vec<String> = server.command(&["KEYS", "wecom:pace:day:*"]);
    let [key] = keys.as_slice() else { panic!("{keys:?}") };
    let today: i64 = server.command(&["HGET", key, "day"]);
    server.command::<i64>(&["HSET", key, "day", &(today - 1).to_string()]);
    send(&clients[0], members(400, 600)).unwrap();
    assert!(send(&clients[1], To::user("lisi")).unwrap_err().is_paced());
}

#[test]
fn recipients_of_a_message_that_was_not_sent_do_not_count_for_the_day() {
    let (server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
    let pacing = SharedPacing::new(Pacing::Refuse, store(&server)).accounts(1);
    let client = builder(&sandbox).shared_pacing(pacing).build().unwrap();
    text(&client).unwrap();
    sandbox.next_answer_to("cgi-bin/message/send", 200, r#"{"errcode":45009,"errmsg":"too often"}"#);
    assert!(!text(&client).unwrap_err().is_paced());
    let keys: Vec<String> = server.command(&["KEYS", "wecom:pace:day:*"]);
    assert_eq!(server.command::<i64>(&["HGET", &keys[0], "recipients"]), 1);
}

/// It prints what BENCHMARKS.md has: `cargo test -p wecom-tests --test shared_tokens --features redis -- --ignored --nocapture
/// percent`.
#[test]
#[ignore = "takes three minutes"]
fn at_least_ninety_five_percent_of_the_limit_is_used() {
    const MINUTES: usize = 3;
    thread::scope(|scope| {
        for members in [1, 1000] {
            scope.spawn(move || {
                let server = RedisServer::start();
                let (tell, told) = channel();
                let tell = move |received: &Received| {
                    if received.delivered() {
                        tell.send(()).unwrap_or_default();
                    }
                };
                let sandbox = Sandbox::builder().on_request(tell).start().unwrap();
                let fleet: Vec<Child> =
                    (0..PROCESSES).map(|_| process(&sandbox, &server, members, Pacing::Wait)).collect();
                // The first thirty at once, then as many each minute.
                told.iter().take(30 * (1 + MINUTES)).for_each(drop);
                for mut process in fleet {
                    process.kill().unwrap();
                    process.wait().unwrap();
                }
                let times: Vec<Duration> = sandbox
                    .received()
                    .iter()
                    .filter(|it| it.delivered())
                    .map(|it| it.at)
                    .take(30 * (1 + MINUTES))
                    .collect();
                let within_a_minute =
                    |from: &Duration| times.iter().filter(|at| (*from..*from + MINUTE).contains(at)).count();
                let most = times.iter().map(within_a_minute).max().unwrap();
                let took = times.last().unwrap().saturating_sub(times[0]);
                let used = f64::from(30 * u32::try_from(MINUTES).unwrap()) / (took.as_secs_f64() / 60.0 * 30.0);
                println!("to {members} members: {:.1} % used, at most {most} in a minute", used * 100.0);
                assert!(used >= 0.95 && most <= 30, "{took:?}");
            });
        }
    });
}

#[test]
fn while_redis_is_down_a_program_counts_for_itself_or_refuses() {
    warnings::keep();
    let (mut server, sandbox) = (RedisServer::start(), Sandbox::start().unwrap());
    let alone = paced(&sandbox, store(&server));
    let refusing = builder(&sandbox)
        .shared_pacing(SharedPacing::new(Pacing::Refuse, store(&server)).refuse_when_down())
        .build()
        .unwrap();
    for _ in 0..20 {
        text(&alone).unwrap();
    }
    server.kill();
    for _ in 0..10 {
        text(&alone).unwrap();
    }
    assert!(text(&alone).unwrap_err().is_paced(), "what was counted before is not forgotten");
    let error = text(&refusing).unwrap_err();
    assert!(error.is_paced() && !error.may_have_been_delivered(), "{error}");
    assert!(error.retry_after().is_some_and(|wait| wait <= Duration::from_secs(10)), "{error:?}");
    assert!(error.to_string().contains(&server.address()) && error.advice().unwrap().contains("Redis"), "{error}");
    let warnings = warnings::about(&server.address());
    let is_of_pacing = |warning: &&String| warning.contains("are not counted together");
    assert_eq!(warnings.iter().filter(is_of_pacing).count(), 2, "one for each client: {warnings:?}");
}

/// It takes what is sent to it and says nothing.
#[test]
fn a_redis_that_hangs_holds_a_message_for_a_second_once() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                let mut asked = [0; 1024];
                while stream.read(&mut asked).is_ok_and(|read| read > 0) {}
            });
        }
    });
    let sandbox = Sandbox::start().unwrap();
    let client = paced(&sandbox, RedisStore::new(&url).unwrap());
    let began = Instant::now();
    for _ in 0..10 {
        text(&client).unwrap();
    }
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    assert_eq!(delivered(&sandbox), 10);
}

//! The store in Redis, against a real one.

mod callbacks;
mod pacing;

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use wecom_message::token::{AccessToken, Entry, RedisStore, TokenKey, TokenStore};
use wecom_sandbox::Sandbox;
use wecom_tests::redis_server::{PASSWORD, RedisServer};

use crate::child::Store;
use crate::contract::keeps_the_contract;
use crate::{client, crowd, dying, send, tokens_fetched, warnings};

fn key() -> TokenKey {
    TokenKey::new("https://qyapi.weixin.qq.com", "corp", &"secret".into())
}

fn entry() -> Entry {
    Entry::from(&AccessToken::new("t", Duration::from_secs(7200)))
}

fn store(server: &RedisServer) -> RedisStore {
    RedisStore::new(&server.url()).unwrap()
}

#[test]
fn the_store_in_redis_keeps_the_contract() {
    let server = RedisServer::start();
    keeps_the_contract(|| {
        server.command::<()>(&["FLUSHALL"]);
        store(&server)
    });
}

#[test]
fn a_crowd_of_processes_fetches_one_token_with_redis() {
    let server = RedisServer::start();
    crowd::fetches_one_token(&Store::Redis(server.url()));
}

#[test]
fn a_process_that_dies_with_the_lock_in_redis_is_not_waited_for() {
    let server = RedisServer::start();
    dying::is_not_waited_for(&Store::Redis(server.url()));
}

#[test]
fn redis_may_die_at_any_time() {
    warnings::keep();
    let sandbox = Sandbox::start().unwrap();
    let mut server = RedisServer::start();
    let client = client(&sandbox, store(&server));
    send(&client);
    server.kill();
    for _ in 0..3 {
        sandbox.expire_tokens();
        send(&client);
    }
    assert_eq!(tokens_fetched(&sandbox), 4);
    let warnings = warnings::about(&server.address());
    assert!(warnings.len() == 1 && !warnings[0].contains(PASSWORD), "{warnings:?}");
}

/// A server that takes connections and says nothing.
#[test]
fn a_slow_redis_is_paid_for_once() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://{}", silent.local_addr().unwrap());
    thread::spawn(move || silent.incoming().collect::<Vec<_>>());
    let sandbox = Sandbox::start().unwrap();
    let client = client(&sandbox, RedisStore::new(&url).unwrap());
    let timed = || {
        let began = Instant::now();
        send(&client);
        began.elapsed()
    };
    let first = timed();
    sandbox.expire_tokens();
    assert!(first >= Duration::from_millis(900) && first < Duration::from_secs(3), "{first:?}");
    let second = timed();
    assert!(second < Duration::from_millis(500), "{second:?}");
    assert_eq!(tokens_fetched(&sandbox), 2);
}

#[test]
fn a_connection_that_the_server_closed_is_opened_again() {
    let server = RedisServer::start();
    let store = store(&server);
    store.save(&key(), &entry()).unwrap();
    server.command::<()>(&["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"]);
    assert_eq!(store.load(&key()).unwrap(), Some(entry()));
}

#[test]
fn a_lock_is_released_by_its_owner_only() {
    let server = RedisServer::start();
    let (late, next) = (store(&server), store(&server));
    let lock = late.try_lock(&key(), Duration::from_millis(1)).unwrap().unwrap();
    let next_lock = loop {
        if let Some(lock) = next.try_lock(&key(), Duration::from_secs(30)).unwrap() {
            break lock; // the lease of the first was over
        }
    };
    drop(lock);
    assert!(late.try_lock(&key(), Duration::from_secs(30)).unwrap().is_none(), "the second one is still held");
    drop(next_lock);
    assert!(late.try_lock(&key(), Duration::from_secs(30)).unwrap().is_some());
}

#[test]
fn foreign_values_under_the_key_are_passed_over_and_replaced() {
    let server = RedisServer::start();
    let store = store(&server);
    let place = format!("wecom:token:{}", key());
    for (value, how) in [("something else", "PX"), ("", "PX")] {
        server.command::<()>(&["SET", &place, value, how, "60000"]);
        assert_eq!(store.load(&key()).unwrap(), None, "{value}");
        store.save(&key(), &entry()).unwrap();
        assert_eq!(store.load(&key()).unwrap(), Some(entry()));
    }
    server.command::<()>(&["PERSIST", &place]);
    assert_eq!(store.load(&key()).unwrap(), None, "nobody knows when one without an end was saved");
    store.save(&key(), &entry()).unwrap();
    assert_eq!(store.load(&key()).unwrap(), Some(entry()));
}

#[test]
fn neither_secret_nor_corp_id_is_in_redis_and_everything_ends_by_itself() {
    let server = RedisServer::start();
    let sandbox = Sandbox::start().unwrap();
    send(&client(&sandbox, store(&server)));
    let keys: Vec<String> = server.command(&["KEYS", "*"]);
    let [key] = keys.as_slice() else { panic!("a token, and no lock any more: {keys:?}") };
    let value: String = server.command(&["GET", key]);
    let whole = format!("{key} {value}");
    assert!(!whole.contains(sandbox.secret()) && !whole.contains(sandbox.corp_id()), "{whole}");
    let milliseconds: i64 = server.command(&["PTTL", key]);
    assert!((7_000_000..=7_080_000).contains(&milliseconds), "{milliseconds}");
}

#[test]
fn a_password_is_neither_in_debug_nor_in_errors() {
    let mut server = RedisServer::start();
    let store = store(&server);
    server.kill();
    let mut shown = vec![format!("{store:?}")];
    let error = store.load(&key()).unwrap_err();
    shown.push(format!("{error} {error:?} {:?}", std::error::Error::source(&error)));
    let urls = [
        format!("nonsense://:{PASSWORD}@h"),
        format!("redis://:{PASSWORD}@h:port"),
        format!("redis://h/?protocol={PASSWORD}"),
        format!("redis://h/{PASSWORD}"),
        format!("redis://h:{PASSWORD}"),
        PASSWORD.to_owned(),
    ];
    for url in urls {
        let error = RedisStore::new(&url).unwrap_err();
        shown.push(format!("{error} {error:?} {:?}", std::error::Error::source(&error).map(ToString::to_string)));
    }
    assert!(shown[0].contains(&server.address()), "{shown:?}");
    assert!(shown.iter().all(|shown| !shown.contains(PASSWORD)), "{shown:?}");
}

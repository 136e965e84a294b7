//! Callbacks that several processes see, in Redis.

use std::thread;
use std::time::Duration;

use serde_json::Value;
use wecom_message::callback::{Callbacks, DedupeKey, Deduplicator, SeenStore};
use wecom_tests::redis_server::RedisServer;

use super::store;

const VECTORS: &str = include_str!("../../../../wecom-message/tests/callback/vectors.json");

/// Of the callback in one of the test vectors.
fn key(id: &str) -> DedupeKey {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let vector = vectors["vectors"].as_array().unwrap().iter().find(|vector| vector["id"] == id).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap();
    let callbacks = Callbacks::new(text("token"), text("encoding_aes_key"), text("receive_id")).unwrap();
    callbacks.receive(text("query"), text("post_body")).unwrap().dedupe_key()
}

#[test]
fn of_three_processes_one_acts_on_a_click_that_is_delivered_again() {
    let server = RedisServer::start();
    let click = &key("own-template-card-event");
    let processes = [(); 3].map(|()| Deduplicator::shared(store(&server)));
    let acts = || {
        thread::scope(|scope| {
            let threads: Vec<_> =
                processes.iter().map(|process| scope.spawn(move || process.is_first(click))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).filter(|acts| *acts).count()
        })
    };
    assert_eq!([acts(), acts()], [1, 0]);
    assert!(processes[0].is_first(&key("own-text-message")), "another callback is not the same");
}

#[test]
fn a_callback_in_redis_ends_by_itself_or_is_forgotten() {
    let server = RedisServer::start();
    let (store, click) = (store(&server), key("own-template-card-event"));
    assert!(store.insert(&click, Duration::from_secs(60)).unwrap());
    assert!(!store.insert(&click, Duration::from_secs(60)).unwrap());
    let milliseconds: i64 = server.command(&["PTTL", &format!("wecom:callback:{click}")]);
    assert!((1..=60_000).contains(&milliseconds), "{milliseconds}");
    store.remove(&click).unwrap();
    assert!(store.insert(&click, Duration::ZERO).unwrap(), "for no time at all is not refused");
}

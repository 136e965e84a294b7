//! What is seen, forgotten and shared.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::*;
use crate::clock::manual::ManualClock;
use crate::store::error::StoreError;

fn key(name: &str) -> DedupeKey {
    DedupeKey::new(["event", "ww0f", name])
}

fn with_clock() -> (Deduplicator, ManualClock) {
    let clock = ManualClock::new();
    (Deduplicator { clock: Arc::new(clock.clone()), ..Deduplicator::new() }, clock)
}

/// A store over another's memory, as another process would have it.
struct Other(Deduplicator);

impl SeenStore for Other {
    fn insert(&self, key: &DedupeKey, _: Duration) -> Result<bool, StoreError> {
        Ok(self.0.is_first(key))
    }

    fn remove(&self, key: &DedupeKey) -> Result<(), StoreError> {
        self.0.forget(key);
        Ok(())
    }
}

struct Broken;

impl SeenStore for Broken {
    fn insert(&self, _: &DedupeKey, _: Duration) -> Result<bool, StoreError> {
        Err("it is broken".into())
    }

    fn remove(&self, _: &DedupeKey) -> Result<(), StoreError> {
        Err("it is broken".into())
    }
}

#[test]
fn a_callback_is_first_once() {
    let deduplicator = Deduplicator::new();
    assert!(deduplicator.is_first(&key("a")));
    assert!(!deduplicator.is_first(&key("a")));
    assert!(deduplicator.is_first(&key("b")));
}

#[test]
fn of_eight_threads_one_is_first() {
    let (deduplicator, first) = (Deduplicator::new(), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for retry in 0..1000 {
                    if deduplicator.is_first(&key(&retry.to_string())) {
                        first.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(first.into_inner(), 1000);
}

#[test]
fn a_forgotten_callback_is_first_again() {
    let deduplicator = Deduplicator::new();
    assert!(deduplicator.is_first(&key("a")));
    deduplicator.forget(&key("a"));
    assert!(deduplicator.is_first(&key("a")) && !deduplicator.is_first(&key("a")));
}

#[test]
fn a_callback_is_kept_for_its_time() {
    let (deduplicator, clock) = with_clock();
    let deduplicator = deduplicator.keeping_for(Duration::from_secs(60));
    assert!(deduplicator.is_first(&key("a")));
    clock.advance(Duration::from_secs(59));
    assert!(!deduplicator.is_first(&key("a")));
    clock.advance(Duration::from_secs(1));
    assert!(deduplicator.is_first(&key("a")));
}

#[test]
fn a_time_without_end_is_kept() {
    let deduplicator = Deduplicator::new().keeping_for(Duration::MAX);
    assert!(deduplicator.is_first(&key("a")) && !deduplicator.is_first(&key("a")));
}

#[test]
fn the_oldest_gives_way_to_the_newest() {
    let deduplicator = Deduplicator::new().with_capacity(2);
    for name in ["a", "b", "c"] {
        assert!(deduplicator.is_first(&key(name)));
    }
    assert!(!deduplicator.is_first(&key("b")) && !deduplicator.is_first(&key("c")));
    assert!(deduplicator.is_first(&key("a")), "it gave way to c");
}

#[test]
fn processes_with_one_store_act_once_together() {
    let between = Deduplicator::new();
    let [one, two] = [(); 2].map(|()| Deduplicator::shared(Other(between.clone())));
    assert!(one.is_first(&key("a")) && !two.is_first(&key("a")));
    one.forget(&key("a"));
    assert!(!two.is_first(&key("a")), "it has not forgotten by itself");
    assert!(one.is_first(&key("a")));
}

#[test]
fn with_a_broken_store_each_process_remembers_for_itself() {
    let [one, two] = [(); 2].map(|()| Deduplicator::shared(Broken));
    assert!(one.is_first(&key("a")) && two.is_first(&key("a")));
    assert!(!one.is_first(&key("a")) && !two.is_first(&key("a")));
    one.forget(&key("a"));
    assert!(one.is_first(&key("a")));
}

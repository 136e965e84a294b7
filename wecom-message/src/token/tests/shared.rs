use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::thread;
use std::time::Duration;

use super::memory::MemoryStore;
use super::store::Told;
use super::{fetched, key, process, process_by, soon, text, token, two_processes, unexpected};
use crate::clock::manual::ManualClock;
use crate::error::Error;
use crate::token::waits::REFRESH_WAIT;
use crate::token::{AccessToken, Entry, TokenStore};

#[test]
fn a_process_takes_what_another_one_saved() {
    let (_, one, other) = two_processes();
    one.get(soon(), || fetched("shared")).unwrap();
    assert_eq!(text(&other.get(soon(), unexpected).unwrap()), "shared");
}

#[test]
fn two_applications_on_one_store_have_two_tokens() {
    let store = MemoryStore::new();
    let (one, other) = (process(store.clone(), "secret of one"), process(store, "secret of the other"));
    assert_eq!(text(&one.get(soon(), || fetched("one")).unwrap()), "one");
    assert_eq!(text(&other.get(soon(), || fetched("other")).unwrap()), "other");
    assert_eq!(text(&one.get(soon(), unexpected).unwrap()), "one");
}

#[test]
fn a_token_in_memory_is_used_without_asking_the_store() {
    let store = Told::new();
    let cache = process(store.clone(), "secret");
    cache.get(soon(), || fetched("t")).unwrap();
    let calls = store.calls.load(SeqCst);
    for _ in 0..100 {
        cache.get(soon(), unexpected).unwrap();
    }
    assert_eq!((calls, store.calls.load(SeqCst)), (4, 4), "look, lock, look again, save");
}

#[test]
fn a_refused_token_is_removed_from_the_store() {
    let (store, one, other) = two_processes();
    let old = one.get(soon(), || fetched("old")).unwrap();
    other.get(soon(), unexpected).unwrap();
    one.invalidate(&old);
    assert!(store.load(&key("secret")).unwrap().is_none());
    one.get(soon(), || fetched("new")).unwrap();
    other.invalidate(&old);
    assert_eq!(text(&other.get(soon(), unexpected).unwrap()), "new", "a late refusal does not remove the newer one");
}

#[test]
fn a_refused_token_that_the_store_still_has_is_not_used_again() {
    let store = Told::new();
    let cache = process(store.clone(), "secret");
    let old = cache.get(soon(), || fetched("old")).unwrap();
    store.removes_nothing.store(true, SeqCst);
    cache.invalidate(&old);
    assert_eq!(text(&cache.get(soon(), || fetched("new")).unwrap()), "new");
}

#[test]
fn an_older_token_does_not_take_the_newer_ones_place_in_the_store() {
    let (store, one, _) = two_processes();
    let newer = Entry::from(&token("newer"));
    let slow = one.get(soon(), || {
        store.save(&key("secret"), &newer).unwrap();
        Ok(AccessToken::new("older", Duration::from_secs(600)))
    });
    slow.unwrap();
    assert_eq!(store.load(&key("secret")).unwrap(), Some(newer));
}

#[test]
fn a_process_waits_for_what_another_one_saves() {
    let store = Told::new();
    store.is_locked.store(true, SeqCst);
    let waiting = process(store.clone(), "secret");
    thread::scope(|scope| {
        let waiting = scope.spawn(|| waiting.get(soon(), unexpected));
        while store.leases.lock().unwrap().is_empty() {
            thread::yield_now();
        }
        store.kept.save(&key("secret"), &Entry::from(&token("saved"))).unwrap();
        assert_eq!(text(&waiting.join().unwrap().unwrap()), "saved");
    });
}

#[test]
fn another_process_is_waited_for_no_longer_than_the_bound() {
    let (store, clock) = (Told::new(), ManualClock::new());
    store.is_locked.store(true, SeqCst);
    let cache = process_by(Arc::new(clock.clone()), store, "secret");
    assert_eq!(text(&cache.get(soon(), || fetched("own")).unwrap()), "own");
    assert_eq!(clock.elapsed(), REFRESH_WAIT);
}

#[test]
fn half_of_the_time_is_left_for_asking_wecom() {
    let (store, clock) = (Told::new(), ManualClock::new());
    store.is_locked.store(true, SeqCst);
    let cache = process_by(Arc::new(clock.clone()), store, "secret");
    cache.get(Duration::from_secs(4), || fetched("own")).unwrap();
    assert_eq!(clock.elapsed(), Duration::from_secs(2));
}

#[test]
fn a_lease_is_longer_than_the_request_can_take() {
    let store = Told::new();
    let cache = process(store.clone(), "secret");
    cache.get(Duration::from_secs(30), || fetched("t")).unwrap();
    let leases = store.leases.lock().unwrap();
    assert!(leases.iter().all(|lease| (31..35).contains(&lease.as_secs())) && leases.len() == 1, "{leases:?}");
}

#[test]
fn a_store_that_fails_keeps_nobody_from_sending_and_is_left_alone_for_a_while() {
    let store = Told::new();
    store.fails.store(true, SeqCst);
    let cache = process(store.clone(), "secret");
    for number in 0..5 {
        let token = cache.get(soon(), || fetched(&number.to_string())).unwrap();
        assert_eq!(text(&token), number.to_string());
        cache.invalidate(&token);
    }
    assert_eq!(store.calls.load(SeqCst), 1, "the first trouble was enough");

    let (store, clock) = (Told::new(), ManualClock::new());
    let cache = process_by(Arc::new(clock.clone()), store.clone(), "secret");
    store.fails.store(true, SeqCst);
    let token = cache.get(soon(), || fetched("alone")).unwrap();
    store.fails.store(false, SeqCst);
    clock.advance(Duration::from_secs(10));
    cache.invalidate(&token);
    cache.get(soon(), || fetched("shared")).unwrap();
    assert_eq!(text(&process(store, "secret").get(soon(), unexpected).unwrap()), "shared", "it is used again later");
}

#[test]
fn a_failed_request_releases_the_lock_and_leaves_the_store_as_it_was() {
    let (store, one, other) = two_processes();
    one.get(soon(), || Err(Error::configuration("no network"))).unwrap_err();
    assert!(store.load(&key("secret")).unwrap().is_none());
    let panicked = thread::scope(|scope| scope.spawn(|| one.get(soon(), unexpected)).join().is_err());
    assert!(panicked);
    let before = store.clock().elapsed();
    other.get(soon(), || fetched("t")).unwrap();
    assert_eq!(store.clock().elapsed(), before, "the lock is free: nobody waited for it");
}

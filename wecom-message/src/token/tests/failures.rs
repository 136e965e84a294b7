//! Requests for a token that fail: how often WeCom is asked by all threads together.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;
use std::time::Duration;

use super::store::Told;
use super::{fetched, key, process_by, soon, text, token, unexpected};
use crate::clock::manual::ManualClock;
use crate::error::Error;
use crate::token::cache::TokenCache;
use crate::token::origin::Origin;
use crate::token::{Entry, TokenStore};

fn no_network() -> Error {
    Error::token_wait_timed_out()
}

#[test]
fn however_many_threads_try_again_wecom_is_asked_once_a_pause() {
    let clock = ManualClock::new();
    let cache = TokenCache::new(&Origin::default(), key("secret"), Arc::new(clock.clone()));
    let asked = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| {
                for _ in 0..3 {
                    let fail = || {
                        asked.fetch_add(1, SeqCst);
                        Err(no_network())
                    };
                    cache.get(soon(), fail).unwrap_err();
                }
            });
        }
    });
    let asked = u32::try_from(asked.into_inner()).unwrap();
    let least = Duration::from_millis(250 + 500) + Duration::from_secs(1) * asked.saturating_sub(3);
    assert!(clock.elapsed() >= least, "{asked} requests in {:?}", clock.elapsed());
}

#[test]
fn a_pause_that_is_longer_than_the_time_left_is_not_begun_and_the_last_error_is_the_error() {
    let clock = ManualClock::new();
    let cache = TokenCache::new(&Origin::default(), key("secret"), Arc::new(clock.clone()));
    cache.get(soon(), || Err(Error::configuration("no route"))).unwrap_err();
    let error = cache.get(Duration::from_millis(1), unexpected).unwrap_err();
    assert_eq!((error.to_string().as_str(), clock.elapsed()), ("no route", Duration::ZERO));
}

#[test]
fn a_token_ends_the_pauses() {
    let clock = ManualClock::new();
    let cache = TokenCache::new(&Origin::default(), key("secret"), Arc::new(clock.clone()));
    for _ in 0..3 {
        cache.get(soon(), || Err(no_network())).unwrap_err();
    }
    let first = cache.get(soon(), || fetched("t")).unwrap();
    cache.invalidate(&first);
    cache.get(soon(), || Err(no_network())).unwrap_err();
    let before = clock.elapsed();
    cache.get(soon(), || fetched("t")).unwrap();
    assert_eq!(clock.elapsed(), before + Duration::from_millis(250));
}

/// The token comes in time regardless of what the store does, and WeCom is asked once.
#[test]
fn a_store_that_hangs_costs_a_share_of_the_time_and_no_more() {
    let store = Told::new();
    let hanging = store.hang();
    let cache = process_by(Arc::new(ManualClock::new()), store, "secret");
    assert_eq!(text(&cache.get(Duration::from_millis(100), || fetched("own")).unwrap()), "own");
    drop(hanging);
}

#[test]
fn a_store_that_panics_keeps_no_message_from_being_sent() {
    let store = Told::new();
    store.panics.store(true, SeqCst);
    let cache = process_by(Arc::new(ManualClock::new()), store, "secret");
    assert_eq!(text(&cache.get(soon(), || fetched("own")).unwrap()), "own");
}

#[test]
fn a_refused_token_from_the_store_says_so() {
    let store = Told::new();
    store.kept.save(&key("secret"), &Entry::from(&token("stored"))).unwrap();
    let cache = process_by(Arc::new(ManualClock::new()), store, "secret");
    let stored = cache.get(soon(), unexpected).unwrap();
    assert!(cache.invalidate(&stored));
    let own = cache.get(soon(), || fetched("own")).unwrap();
    assert!(!cache.invalidate(&own));
}

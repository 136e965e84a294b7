use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::{alone, fetched, soon, text, unexpected};
use crate::error::Error;
use crate::token::AccessToken;

#[test]
fn a_late_refusal_does_not_discard_the_fresh_token() {
    let cache = alone();
    let old = cache.get(soon(), || fetched("old")).unwrap();
    cache.invalidate(&old);
    let new = cache.get(soon(), || fetched("new")).unwrap();
    cache.invalidate(&old);
    assert!(cache.get(soon(), unexpected).unwrap().is_same(&new));
}

#[test]
fn a_token_is_fetched_again_when_its_time_is_up() {
    let cache = alone();
    let short = || Ok(AccessToken::new("short", Duration::ZERO));
    cache.get(soon(), short).unwrap();
    assert_eq!(cache.get(soon(), || fetched("next")).unwrap().expose(), "next");
    cache.get(soon(), unexpected).unwrap();
}

#[test]
fn a_lifetime_beyond_the_clock_does_not_panic() {
    let cache = alone();
    cache.get(soon(), || Ok(AccessToken::new("t", Duration::MAX))).unwrap();
    cache.get(soon(), unexpected).unwrap();
}

#[test]
fn waiting_ends_with_the_deadline() {
    let cache = alone();
    let (release, released) = mpsc::channel::<()>();
    let (fetching, is_fetching) = mpsc::channel();
    thread::scope(|scope| {
        let leader = &cache;
        scope.spawn(move || {
            leader.get(soon(), || {
                fetching.send(()).unwrap();
                released.recv().ok();
                fetched("t")
            })
        });
        is_fetching.recv().unwrap();
        let error = cache.get(Duration::from_millis(20), unexpected).unwrap_err();
        assert!(error.is_timeout() && !error.may_have_been_delivered());
        drop(release);
    });
    cache.get(soon(), unexpected).unwrap();
}

#[test]
fn those_who_wait_share_the_failure() {
    let cache = alone();
    let (release, released) = mpsc::channel::<()>();
    let (fetching, is_fetching) = mpsc::channel();
    thread::scope(|scope| {
        let leader = &cache;
        scope.spawn(move || {
            leader.get(soon(), || {
                fetching.send(()).unwrap();
                released.recv().ok();
                Err(Error::configuration("wrong secret"))
            })
        });
        is_fetching.recv().unwrap();
        let waiter = scope.spawn(|| cache.get(soon(), unexpected));
        while cache.lock().waiting == 0 {
            thread::yield_now();
        }
        drop(release);
        assert!(waiter.join().unwrap().unwrap_err().is_configuration());
    });
    cache.get(soon(), || fetched("later")).unwrap();
}

#[test]
fn a_panic_while_fetching_lets_the_next_one_fetch() {
    let cache = alone();
    let panicked = thread::scope(|scope| scope.spawn(|| cache.get(soon(), unexpected)).join().is_err());
    assert!(panicked);
    cache.get(soon(), || fetched("t")).unwrap();
}

#[test]
fn a_token_near_its_end_serves_while_the_next_is_fetched() {
    let cache = alone();
    cache.get(soon(), || fetched("old")).unwrap();
    cache.lock().held.as_mut().unwrap().stale = Instant::now();
    let token = cache.get(soon(), || {
        assert_eq!(cache.get(soon(), unexpected).unwrap().expose(), "old");
        fetched("new")
    });
    assert_eq!(token.unwrap().expose(), "new");
}

#[test]
fn thirty_two_cold_threads_fetch_once() {
    let cache = alone();
    let fetches = AtomicUsize::new(0);
    let all_here = std::sync::Barrier::new(32);
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(|| {
                all_here.wait();
                let token = cache.get(soon(), || {
                    fetches.fetch_add(1, Ordering::SeqCst);
                    fetched("t")
                });
                assert_eq!(text(&token.unwrap()), "t");
            });
        }
    });
    assert_eq!(fetches.into_inner(), 1);
}

/// One thread's request hangs. One of the waiting threads makes another request, and when the first returns at last, its
/// older token is not kept.
#[test]
fn a_thread_that_does_not_come_back_is_waited_for_no_longer_than_the_bound() {
    let mut cache = alone();
    cache.waits.for_refresh = Duration::from_millis(30);
    let (release, released) = mpsc::channel::<()>();
    let (fetching, is_fetching) = mpsc::channel();
    let more = AtomicUsize::new(0);
    thread::scope(|scope| {
        let lost = scope.spawn(|| {
            cache.get(soon(), move || {
                fetching.send(()).unwrap();
                released.recv().ok();
                Ok(AccessToken::new("older", Duration::from_secs(600)))
            })
        });
        is_fetching.recv().unwrap();
        let others: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    cache.get(soon(), || {
                        more.fetch_add(1, Ordering::SeqCst);
                        fetched("newer")
                    })
                })
            })
            .collect();
        for other in others {
            assert_eq!(text(&other.join().unwrap().unwrap()), "newer");
        }
        drop(release);
        assert_eq!(text(&lost.join().unwrap().unwrap()), "newer");
    });
    assert_eq!(more.into_inner(), 1, "one takes over, not all of them");
    assert_eq!(text(&cache.get(soon(), unexpected).unwrap()), "newer");
}

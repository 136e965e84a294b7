use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::{Fetched, TokenCache};
use crate::error::Error;

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(20)
}

#[allow(clippy::unnecessary_wraps, reason = "it stands for a fetch")]
fn fetched(token: &str) -> Result<Fetched, Error> {
    Ok(Fetched { token: token.into(), lifetime: Duration::from_secs(7200) })
}

fn unexpected() -> Result<Fetched, Error> {
    panic!("nobody should fetch")
}

#[test]
fn a_late_refusal_does_not_discard_the_fresh_token() {
    let cache = TokenCache::default();
    let old = cache.get(soon(), || fetched("old")).unwrap();
    cache.invalidate(&old);
    let new = cache.get(soon(), || fetched("new")).unwrap();
    cache.invalidate(&old);
    assert!(cache.get(soon(), unexpected).unwrap().is_same(&new));
}

#[test]
fn a_token_is_fetched_again_when_its_time_is_up() {
    let cache = TokenCache::default();
    let short = || Ok(Fetched { token: "short".into(), lifetime: Duration::ZERO });
    cache.get(soon(), short).unwrap();
    assert_eq!(cache.get(soon(), || fetched("next")).unwrap().expose(), "next");
    cache.get(soon(), unexpected).unwrap();
}

#[test]
fn a_lifetime_beyond_the_clock_does_not_panic() {
    let cache = TokenCache::default();
    cache.get(soon(), || Ok(Fetched { token: "t".into(), lifetime: Duration::MAX })).unwrap();
    cache.get(soon(), unexpected).unwrap();
}

#[test]
fn waiting_ends_with_the_deadline() {
    let cache = TokenCache::default();
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
        let error = cache.get(Instant::now() + Duration::from_millis(20), unexpected).unwrap_err();
        assert!(error.is_timeout() && !error.may_have_been_delivered());
        drop(release);
    });
    cache.get(soon(), unexpected).unwrap();
}

#[test]
fn those_who_wait_share_the_failure() {
    let cache = TokenCache::default();
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
    let cache = TokenCache::default();
    let panicked = thread::scope(|scope| scope.spawn(|| cache.get(soon(), unexpected)).join().is_err());
    assert!(panicked);
    cache.get(soon(), || fetched("t")).unwrap();
}

#[test]
fn a_token_near_its_end_serves_while_the_next_is_fetched() {
    let cache = TokenCache::default();
    cache.get(soon(), || fetched("old")).unwrap();
    cache.lock().held.as_mut().unwrap().stale = Instant::now();
    let token = cache.get(soon(), || {
        assert_eq!(cache.get(soon(), unexpected).unwrap().expose(), "old");
        fetched("new")
    });
    assert_eq!(token.unwrap().expose(), "new");
}

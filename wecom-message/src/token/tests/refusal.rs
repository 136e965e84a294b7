use std::time::{Duration, Instant};

use super::{alone, fetched, process, soon, text, two_processes, unexpected};
use crate::error::api_error::ApiError;
use crate::error::{Error, GETTOKEN};
use crate::token::AccessToken;
use crate::token::refusal::{Refusals, Setback};

fn answered(code: i32) -> Error {
    Error::answered(GETTOKEN, ApiError::new(code, "invalid credential, hint: [1]".to_owned(), serde_json::Value::Null))
}

#[test]
fn refused_credentials_are_not_tried_again_for_a_while() {
    for code in [40001, 40013, 40091, 41002, 41004, 45031, 50003] {
        let cache = alone();
        let first = cache.get(soon(), || Err(answered(code))).unwrap_err();
        let second = cache.get(soon(), unexpected).unwrap_err();
        assert_eq!((first.errcode(), second.errcode()), (Some(code.into()), Some(code.into())));
        assert!(second.advice().is_some(), "{code}");
    }
}

#[test]
fn other_failures_are_tried_again_in_the_next_call() {
    let failures: [fn() -> Error; 4] =
        [|| answered(-1), || answered(45009), || answered(60020), || Error::configuration("no network")];
    for failure in failures {
        let cache = alone();
        cache.get(soon(), || Err(failure())).unwrap_err();
        assert_eq!(text(&cache.get(soon(), || fetched("t")).unwrap()), "t");
    }
}

#[test]
fn the_pause_doubles_up_to_ten_minutes_and_ends_with_a_token() {
    let mut refusals = Refusals::default();
    let now = Instant::now();
    let minute = Duration::from_secs(60);
    for seconds in [60, 120, 240, 480, 600, 600] {
        let pause = refusals.next_pause(minute);
        assert_eq!(pause, Duration::from_secs(seconds));
        refusals.add(&answered(40001), pause, now);
        assert!(refusals.standing(now + pause.mul_f32(0.9)).is_some());
        assert!(refusals.standing(now + pause).is_none());
    }
    for _ in 0..100 {
        refusals.add(&answered(40001), minute, now);
    }
    assert_eq!(refusals.next_pause(minute), Duration::from_secs(600));
    refusals.forget();
    assert_eq!(refusals.next_pause(minute), minute);
}

#[test]
fn the_store_remembers_a_refusal_for_processes_that_live_for_a_second() {
    let (store, one, other) = two_processes();
    one.get(soon(), || Err(answered(40001))).unwrap_err();
    let error = other.get(soon(), unexpected).unwrap_err();
    assert_eq!(error.errcode(), Some(40001.into()));
    assert_eq!(error.endpoint(), Some(GETTOKEN));
    assert!(error.to_string().contains("hint: [1]") && error.advice().is_some(), "{error}");
    let corrected = process(store, "corrected secret");
    assert_eq!(text(&corrected.get(soon(), || fetched("t")).unwrap()), "t");
}

#[test]
fn after_the_pause_the_credentials_are_tried_again() {
    let (store, one, other) = two_processes();
    assert_eq!(one.get(soon(), || Err(answered(50003))).unwrap_err().errcode(), Some(50003.into()));
    store.clock().advance(Duration::from_secs(59));
    assert_eq!(one.get(soon(), unexpected).unwrap_err().errcode(), Some(50003.into()));
    store.clock().advance(Duration::from_secs(1));
    assert_eq!(text(&one.get(soon(), || fetched("enabled again")).unwrap()), "enabled again");
    assert_eq!(text(&other.get(soon(), unexpected).unwrap()), "enabled again");
}

#[test]
fn a_token_near_its_end_serves_while_the_credentials_are_refused() {
    let cache = alone();
    cache.get(soon(), || Ok(AccessToken::new("old", Duration::from_secs(7200)))).unwrap();
    cache.lock().held.as_mut().unwrap().stale = Instant::now();
    assert_eq!(text(&cache.get(soon(), || Err(answered(40001))).unwrap()), "old");
    assert_eq!(text(&cache.get(soon(), unexpected).unwrap()), "old");
}

#[test]
fn only_a_refusal_is_for_the_store() {
    let pause = Duration::from_secs(60);
    assert!(Setback::new(answered(40001), pause).entry().is_some());
    assert!(Setback::new(answered(45009), pause).entry().is_none());
}

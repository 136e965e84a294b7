//! Whatever the settings, nothing panics: durations, sizes and counts at their extremes, in every combination that is drawn.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use wecom_message::app::Text;
use wecom_message::callback::{Callbacks, Deduplicator};
use wecom_message::manual_clock::ManualClock;
use wecom_message::token::{AccessToken, Entry, FileStore, TokenKey, TokenStore};
use wecom_message::{Client, Error, FileSource, Media, Pacing, RetryPolicy, Robot, Strictness, To};
use wecom_sandbox::Sandbox;

use crate::runner;

/// From nothing to the largest there is, and what lies close to a limit of the clock or of a format.
fn durations() -> impl Strategy<Value = Duration> {
    select(vec![
        Duration::ZERO,
        Duration::from_nanos(1),
        Duration::from_micros(999),
        Duration::from_millis(1),
        Duration::from_secs(30),
        Duration::from_secs(4 * 60 * 60 + 1),
        Duration::from_secs(u64::from(u32::MAX)),
        Duration::from_secs(i64::MAX.unsigned_abs()),
        Duration::from_millis(u64::MAX),
        Duration::from_secs(u64::MAX),
        Duration::MAX,
    ])
}

fn sizes() -> impl Strategy<Value = u64> {
    const MB: u64 = 1024 * 1024;
    select(vec![0, 1, 5, 6, 2 * MB, 20 * MB, 20 * MB + 1, u64::from(u32::MAX), i64::MAX as u64, u64::MAX - 1, u64::MAX])
}

fn counts() -> impl Strategy<Value = u32> {
    select(vec![0, 1, 2, 3, 1000, u32::MAX - 1, u32::MAX])
}

fn strictness() -> impl Strategy<Value = Strictness> {
    select(vec![Strictness::Off, Strictness::Normal, Strictness::Strict])
}

fn policies() -> impl Strategy<Value = RetryPolicy> {
    (counts(), durations(), durations(), proptest::option::of(durations())).prop_map(
        |(attempts, initial, most, deadline)| {
            // So many attempts without a pause would take as long as the deadline allows.
            let (least, longest) = match attempts {
                0..=3 => (Duration::ZERO, Duration::MAX),
                _ => (Duration::from_secs(5), Duration::from_secs(30)),
            };
            let policy = RetryPolicy::default().attempts(attempts);
            let policy = policy.initial_delay(initial.max(least)).max_delay(most.max(least));
            let deadline = deadline.map(|deadline| deadline.min(longest));
            deadline.or((attempts > 3).then_some(longest)).map_or(policy.clone(), |deadline| policy.deadline(deadline))
        },
    )
}

/// Every error has a text.
fn assert_told(error: &Error) {
    assert!(!error.to_string().is_empty() && !format!("{error:?} {:?}", error.advice()).is_empty());
}

fn check<T>(outcome: Result<T, Error>) {
    if let Err(error) = outcome {
        assert_told(&error);
    }
}

const BUSY: &str = r#"{"errcode":-1,"errmsg":"system busy"}"#;

#[test]
fn a_client_with_any_settings_works_or_says_why_not() {
    let sandbox = Sandbox::start().unwrap();
    let timeouts = (durations(), durations(), durations());
    let settings = (timeouts, policies(), strictness(), select(vec![None, Some(Pacing::Refuse), Some(Pacing::Wait)]));
    let values = (durations(), durations(), sizes(), select(vec![0_usize, 1, 1000, 1001]), any::<bool>());
    let outcome = runner(300).run(&(settings, values), |(settings, values)| {
        let ((timeout, media, connect), policy, strictness, pacing) = settings;
        let (lifetime, interval, size, recipients, is_busy) = values;
        let mut builder = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
            .base_url(sandbox.base_url())
            .timeout(timeout)
            .media_timeout(media)
            .connect_timeout(connect)
            .retry(policy)
            .strictness(strictness)
            .manual_clock(&ManualClock::new());
        if let Some(pacing) = pacing {
            builder = builder.pacing(pacing);
        }
        let sourced = builder.clone().token_source(move || Ok(AccessToken::new("any", lifetime)));
        for builder in [builder, sourced] {
            let client = match builder.build() {
                Ok(client) => client,
                Err(error) => {
                    prop_assert!(error.is_configuration());
                    continue;
                }
            };
            if is_busy {
                sandbox.next_answer_to("cgi-bin/message/send", 200, BUSY);
                sandbox.next_answer_to("cgi-bin/gettoken", 200, BUSY);
            }
            let message = Text::new("disk full").retry_safely(interval);
            check(client.send(To::user("lisi"), &message));
            let users = (0..recipients).map(|user| format!("u{user}"));
            client.broadcast(To::users(users), &message).send().errors().for_each(assert_told);
            check(client.upload(Media::file(FileSource::reader("a", size, std::io::empty()))));
            check(client.upload(Media::voice(FileSource::reader("a", size, b"#!AMR\n".as_slice()))));
            check(client.download("no such file", &mut std::io::sink()));
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn a_robot_with_any_settings_works_or_says_why_not() {
    let sandbox = Sandbox::start().unwrap();
    let settings = ((durations(), durations(), durations()), policies(), strictness());
    let outcome = runner(100).run(&settings, |((timeout, media, connect), policy, strictness)| {
        let robot = Robot::builder(sandbox.robot_key())
            .base_url(sandbox.base_url())
            .timeout(timeout)
            .media_timeout(media)
            .connect_timeout(connect)
            .retry(policy)
            .strictness(strictness)
            .pacing(Pacing::Wait)
            .fresh_connections()
            .manual_clock(&ManualClock::new())
            .build();
        match robot {
            Ok(robot) => check(robot.send_text("disk full")),
            Err(error) => prop_assert!(error.is_configuration()),
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn a_token_of_any_lifetime_is_kept_or_not() {
    let dir = std::env::temp_dir().join(format!("wecom-settings-{}", std::process::id()));
    let key = TokenKey::new("https://qyapi.weixin.qq.com", "corp", &"secret".into());
    let outcome = runner(100).run(&(durations(), durations()), |(lifetime, left)| {
        let entry = Entry::from(&AccessToken::new("t", lifetime));
        let kept = Entry::from_text(entry.text(), left);
        prop_assert!(kept.is_none() || !left.is_zero());
        let store = FileStore::new(&dir);
        store.save(&key, &entry).unwrap();
        let _ = store.load(&key).unwrap();
        drop(store.try_lock(&key, left).unwrap());
        store.remove(&key, &entry).unwrap();
        Ok(())
    });
    let _ = std::fs::remove_dir_all(&dir);
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn callbacks_with_any_settings_are_received_or_not() {
    const VECTORS: &str = include_str!("../../../wecom-message/tests/callback/vectors.json");
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let vector =
        vectors["vectors"].as_array().unwrap().iter().find(|vector| vector["id"] == "own-text-message").unwrap();
    let text = |name: &str| vector[name].as_str().unwrap();
    let times = durations().prop_map(|since| UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH));
    let before = durations().prop_map(|since| UNIX_EPOCH.checked_sub(since).unwrap_or(UNIX_EPOCH));
    let clocks = prop_oneof![times, before, Just(SystemTime::now())];
    let outcome = runner(200).run(&(sizes(), durations(), durations(), clocks), |(size, freshness, keep, now)| {
        let builder = Callbacks::builder(text("token"), text("encoding_aes_key"), text("receive_id"));
        let callbacks = builder
            .max_body(usize::try_from(size).unwrap_or(usize::MAX))
            .freshness(freshness)
            .clock(move || now)
            .build()
            .unwrap();
        if let Ok(received) = callbacks.receive(text("query"), text("post_body")) {
            let deduplicator = Deduplicator::new().keeping_for(keep);
            prop_assert!(deduplicator.is_first(&received.dedupe_key()));
            let _ = deduplicator.is_first(&received.dedupe_key());
        }
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
}

//! Connections that break, and those that end for good.

use std::thread;
use std::time::Duration;

use wecom_message::aibot::{Chat, Event};
use wecom_message::{Aibot, ErrorCode};
use wecom_sandbox::{Fault, Sandbox};

use super::{LONG, builder, connect, next, sandbox, texts};

const SEND: &str = "aibot_send_msg";

fn send(bot: &Aibot, text: &str) -> &'static str {
    match bot.send_markdown(Chat::user("lisi"), text) {
        Ok(_) => "delivered",
        Err(error) if error.may_have_been_delivered() => "unknown",
        Err(_) => "failed",
    }
}

fn wait_until_closed(bot: &Aibot) -> wecom_message::Error {
    for received in bot.incoming() {
        drop(received);
    }
    bot.closed().expect("the iterator ends when the connection has closed")
}

#[test]
fn a_push_after_a_cut_goes_over_the_next_connection() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    for end in [wecom_sandbox::Aibot::cut, wecom_sandbox::Aibot::close] {
        end(&sandbox.aibot());
        while bot.is_connected() {
            thread::yield_now();
        }
        assert_eq!(send(&bot, "after"), "delivered");
    }
    assert_eq!(texts(&sandbox, "lisi"), ["after", "after"]);
}

#[test]
fn what_left_before_a_cut_is_unknown_and_never_sent_twice() {
    for (fault, arrives) in [
        (Fault::CutBefore, false),
        (Fault::CutAfter, true),
        (Fault::CloseBefore, false),
        (Fault::CloseAfter, true),
        (Fault::BrokenFrame, true),
    ] {
        let sandbox = sandbox();
        let bot = connect(&sandbox);
        sandbox.aibot().next_fault(SEND, fault.clone());
        assert_eq!(send(&bot, "once"), "unknown", "{fault:?}");
        assert_eq!(send(&bot, "next"), "delivered", "{fault:?}");
        let expected: &[&str] = if arrives { &["once", "next"] } else { &["next"] };
        assert_eq!(texts(&sandbox, "lisi"), expected, "{fault:?}");
    }
}

#[test]
fn garbage_before_an_ack_changes_nothing() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().next_fault(SEND, Fault::Garbage);
    assert_eq!(send(&bot, "once"), "delivered");
}

#[test]
fn a_connection_without_a_sign_of_life_is_replaced() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).ping_every(Duration::from_millis(300)).timeout(Duration::from_millis(500));
    let bot = bot.connect().unwrap();
    sandbox.aibot().next_fault(SEND, Fault::HalfOpen);
    assert_eq!(send(&bot, "lost"), "unknown");
    let arrived = (0..40).any(|_| send(&bot, "arrives") == "delivered");
    assert!(arrived, "{bot:?}");
}

#[test]
fn a_wrong_secret_is_wecoms_error_and_not_tried_again() {
    let sandbox = sandbox();
    let bot = sandbox.aibot();
    let error = Aibot::builder(bot.id(), "wrong").url(bot.url()).connect().unwrap_err();
    assert_eq!(error.errcode().map(ErrorCode::value), Some(853_000));
}

#[test]
fn the_wrong_mode_ends_the_bot_for_good() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().switch_long_connection(false);
    let error = wait_until_closed(&bot);
    assert_eq!(error.errcode().map(ErrorCode::value), Some(846_601));
    let failed = bot.send_markdown(Chat::user("lisi"), "hello").unwrap_err();
    assert_eq!(failed.errcode().map(ErrorCode::value), Some(846_601));
    assert!(!failed.may_have_been_delivered() && !bot.is_connected());
}

#[test]
fn a_bot_that_was_replaced_says_so_and_does_not_come_back() {
    let sandbox = Sandbox::builder().aibot_linger(Duration::from_secs(60)).start().unwrap();
    let old = connect(&sandbox);
    let new = connect(&sandbox);
    assert!(matches!(next(&old).event, Event::Disconnected(_)));
    let error = wait_until_closed(&old);
    assert!(error.to_string().contains("another connection of the bot"), "{error}");
    assert_eq!(send(&old, "old"), "failed");
    assert_eq!(send(&new, "new"), "delivered");
    assert!(new.is_connected() && new.closed().is_none());
}

#[test]
fn a_call_that_waits_when_the_bot_is_replaced_is_unknown() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().next_fault(SEND, Fault::Replaced);
    // The ack may come before the connection is closed.
    assert_ne!(send(&bot, "once"), "failed");
    wait_until_closed(&bot);
}

#[test]
fn a_restart_of_the_server_loses_and_doubles_nothing() {
    let sandbox = sandbox();
    let bot = builder(&sandbox).timeout(LONG).connect().unwrap();
    let outcomes: Vec<(String, &str)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..32)
            .map(|thread| {
                let bot = &bot;
                scope.spawn(move || {
                    let texts = (0..10).map(|number| format!("{thread}-{number}"));
                    texts.map(|text| (text.clone(), send(bot, &text))).collect::<Vec<_>>()
                })
            })
            .collect();
        while texts(&sandbox, "lisi").len() < 50 {
            thread::yield_now();
        }
        sandbox.aibot().stop_server();
        sandbox.aibot().restart();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let arrived = texts(&sandbox, "lisi");
    for (text, outcome) in &outcomes {
        let times = arrived.iter().filter(|it| *it == text).count();
        let is_true = match *outcome {
            "delivered" => times == 1,
            "unknown" => times <= 1,
            _ => times == 0,
        };
        assert!(is_true, "{text} is {outcome} and arrived {times} times");
    }
    assert!(outcomes.iter().all(|(_, outcome)| *outcome != "failed"), "{outcomes:?}");
}

#[test]
fn closing_ends_what_waits() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    sandbox.aibot().next_fault(SEND, Fault::NoAck);
    thread::scope(|scope| {
        let waiting = scope.spawn(|| send(&bot, "once"));
        while texts(&sandbox, "lisi").is_empty() {
            thread::yield_now();
        }
        bot.close();
        assert_eq!(waiting.join().unwrap(), "unknown");
    });
    assert!(bot.incoming().next().is_none());
    assert_eq!(send(&bot, "after"), "failed");
}

#[test]
fn the_last_clone_closes_the_connection() {
    let sandbox = sandbox();
    let bot = connect(&sandbox);
    let clone = bot.clone();
    drop(bot);
    assert_eq!(send(&clone, "still here"), "delivered");
    drop(clone);
    while sandbox.aibot().is_connected() {
        thread::yield_now();
    }
}

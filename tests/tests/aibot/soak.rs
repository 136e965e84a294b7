//! Sixteen threads push and stream while the connection breaks again and again. `WECOM_SOAK_SECONDS` makes it longer.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{env, thread};

use wecom_message::Aibot;
use wecom_message::aibot::{Chat, Event, Markdown, Responder};
use wecom_sandbox::{Fault, Sandbox};

use crate::ledger::Ledger;
use crate::{LONG, builder, connected};

const PUSHING: usize = 12;
const STREAMING: usize = 4;
/// A pause between two messages of a thread, so that a long run does not outgrow what the sandbox keeps.
const PAUSE: Duration = Duration::from_millis(60);

#[test]
fn the_ledgers_of_both_sides_agree() {
    let seconds = env::var("WECOM_SOAK_SECONDS").map_or(6, |seconds| seconds.parse().unwrap());
    let sandbox = Sandbox::builder().without_aibot_rates().start().unwrap();
    let bot = builder(&sandbox).timeout(Duration::from_secs(10)).connect().unwrap();
    let (is_over, ledger) = (AtomicBool::new(false), Mutex::new(Ledger::default()));
    let keep = |own: Ledger| ledger.lock().unwrap().add(own);
    thread::scope(|scope| {
        for thread in 0..PUSHING {
            let (bot, is_over, keep) = (&bot, &is_over, &keep);
            scope.spawn(move || keep(push(bot, thread, is_over)));
        }
        for _ in 0..STREAMING {
            let (bot, is_over, keep) = (&bot, &is_over, &keep);
            scope.spawn(move || keep(stream(bot, is_over)));
        }
        scope.spawn(|| {
            for number in 0.. {
                if is_over.load(Ordering::Relaxed) {
                    break;
                }
                // Without a connection the bot does not hear it.
                let _ = sandbox.aibot().say(&format!("asking-{}", number % 8), &number.to_string());
                thread::sleep(PAUSE);
            }
        });
        let start = Instant::now();
        let mut cuts = 0;
        while start.elapsed() < Duration::from_secs(seconds) || cuts < 3 {
            thread::sleep(Duration::from_millis(700));
            cut(&sandbox, cuts);
            cuts += 1;
            assert!(sandbox.aibot().wait_for_connection(LONG));
            connected(&bot);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let balance = ledger.into_inner().unwrap().balance(&sandbox);
    println!("{balance:?}");
    assert!(balance.delivered > 10 * balance.unknown, "{balance:?}");
    assert_eq!(balance.refused, 0, "{balance:?}");
}

/// Breaks the connection, in turns in all the ways that there are.
fn cut(sandbox: &Sandbox, number: usize) {
    let bot = sandbox.aibot();
    match number % 6 {
        0 => bot.cut(),
        1 => bot.next_fault("aibot_send_msg", Fault::CutAfter),
        2 => bot.fall_silent(),
        3 => bot.next_fault("aibot_respond_msg", Fault::CutBefore),
        4 => bot.close(),
        _ => bot.next_fault("aibot_send_msg", Fault::BrokenFrame),
    }
}

fn push(bot: &Aibot, thread: usize, is_over: &AtomicBool) -> Ledger {
    let mut own = Ledger::default();
    for number in 0.. {
        if is_over.load(Ordering::Relaxed) {
            break;
        }
        let text = format!("{thread}/{number}");
        let sent = bot.send(Chat::user(format!("member-{thread}")), &Markdown::new(text.as_str()));
        own.note(text, sent.map(drop));
        thread::sleep(PAUSE);
    }
    own
}

/// Answers what members ask, each with a stream.
fn stream(bot: &Aibot, is_over: &AtomicBool) -> Ledger {
    let mut own = Ledger::default();
    while !is_over.load(Ordering::Relaxed) {
        let Some(received) = bot.incoming().next_within(Duration::from_millis(100)) else { continue };
        let received = received.unwrap();
        if let (Event::TextMessage(message), Responder::Reply(reply)) = (received.event, received.responder) {
            let mut stream = reply.stream();
            let text = format!("{} is a number", message.content);
            let pushed = text.split_inclusive(' ').try_for_each(|word| stream.push(word));
            own.note(text, pushed.and_then(|()| stream.finish()));
        }
    }
    own
}

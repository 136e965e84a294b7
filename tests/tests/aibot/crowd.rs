//! The server restarts under many threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use wecom_message::aibot::{Chat, Markdown};
use wecom_sandbox::Sandbox;

use crate::ledger::Ledger;
use crate::{LONG, builder, connected};

#[test]
fn thirty_two_threads_outlive_restarts_of_the_server() {
    const THREADS: usize = 32;
    const RESTARTS: usize = 3;
    let sandbox = Sandbox::builder().without_aibot_rates().start().unwrap();
    let bot = builder(&sandbox).timeout(LONG).connect().unwrap();
    let (is_over, ledger) = (AtomicBool::new(false), Mutex::new(Ledger::default()));
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (bot, is_over, ledger) = (&bot, &is_over, &ledger);
            scope.spawn(move || {
                let mut own = Ledger::default();
                for number in 0.. {
                    if is_over.load(Ordering::Relaxed) {
                        break;
                    }
                    let text = format!("{thread}/{number}");
                    let sent = bot.send(Chat::user(format!("member-{thread}")), &Markdown::new(text.as_str()));
                    own.note(text, sent.map(drop));
                }
                ledger.lock().unwrap().add(own);
            });
        }
        for _ in 0..RESTARTS {
            // Every thread is in the middle of something.
            let before = sandbox.aibot().messages().len();
            let wanted = u64::try_from(before + 10 * THREADS).unwrap();
            assert!(sandbox.aibot().wait_for(LONG, move |message| message.number >= wanted).is_some());
            sandbox.aibot().stop_server();
            sandbox.aibot().restart();
            assert!(sandbox.aibot().wait_for_connection(LONG));
            connected(&bot);
        }
        is_over.store(true, Ordering::Relaxed);
    });
    let balance = ledger.into_inner().unwrap().balance(&sandbox);
    assert_eq!(balance.refused, 0, "{balance:?}");
    assert!(balance.delivered > 10 * THREADS * RESTARTS - THREADS * RESTARTS, "{balance:?}");
    assert!(balance.unknown <= THREADS * RESTARTS, "{balance:?}");
}

//! The long connection of a smart bot, over TLS.

use std::thread;
use std::time::Duration;

use wecom_message::Aibot;
use wecom_message::aibot::{Chat, Event};
use wecom_sandbox::Sandbox;

use crate::authority::Authority;

#[test]
fn threads_write_while_one_reads() {
    let sandbox = Sandbox::builder().without_aibot_rates().start().unwrap();
    let account = sandbox.aibot();
    let behind = account.url().trim_start_matches("ws://").parse().unwrap();
    let authority = Authority::new();
    let url = format!("wss://localhost:{}", authority.tunnel_to(behind).port());
    let builder = Aibot::builder(account.id(), account.secret()).url(url);

    let error = builder.clone().connect().unwrap_err();
    assert!(error.is_transport() && !error.may_have_been_delivered(), "only what is trusted is connected to: {error}");

    let bot = builder.root_certificates_pem(authority.pem.clone()).timeout(Duration::from_secs(30)).connect().unwrap();
    let text = "长".repeat(300_000);
    account.say("lisi", &text).unwrap();
    thread::scope(|scope| {
        for thread in 0..4 {
            let bot = &bot;
            scope.spawn(move || {
                for number in 0..20 {
                    let content = format!("{thread}-{number} {}", "x".repeat(15_000));
                    bot.send_markdown(Chat::user("lisi"), content).unwrap();
                }
            });
        }
    });
    assert_eq!(account.chat("lisi").len(), 1 + 4 * 20);
    let received = bot.incoming().next_within(Duration::from_secs(30)).unwrap().unwrap();
    assert!(matches!(received.event, Event::TextMessage(message) if message.content == text));
}

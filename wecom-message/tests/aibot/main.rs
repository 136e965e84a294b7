//! A smart bot on its long connection, against the sandbox.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "how tests fail")]

mod cards;
mod files;
mod incoming;
mod pushing;
mod replies;
mod secrets;
mod staying_up;
mod streams;

use std::time::Duration;

use wecom_message::Aibot;
use wecom_message::aibot::{AibotBuilder, Received};
use wecom_sandbox::{ChatMessage, Sandbox};

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(20);

/// A sandbox that takes messages as fast as they come.
fn sandbox() -> Sandbox {
    Sandbox::builder().without_aibot_rates().start().unwrap()
}

fn builder(sandbox: &Sandbox) -> AibotBuilder {
    let bot = sandbox.aibot();
    Aibot::builder(bot.id(), bot.secret()).url(bot.url())
}

fn connect(sandbox: &Sandbox) -> Aibot {
    builder(sandbox).connect().unwrap()
}

/// What comes in next.
fn next(bot: &Aibot) -> Received {
    bot.incoming().next_within(LONG).expect("something comes in").expect("nothing is missed")
}

/// The texts of the bot in a chat.
fn texts(sandbox: &Sandbox, chat: &str) -> Vec<String> {
    let of_bot = |message: &ChatMessage| message.member.is_none();
    let messages = sandbox.aibot().chat(chat).into_iter().filter(of_bot);
    messages.map(|message| message.text().unwrap_or_default().to_owned()).collect()
}

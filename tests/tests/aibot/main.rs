//! The long connection of a smart bot at the sandbox: nothing is lost without a word, doubled or hung, however it breaks.

mod crowd;
mod described;
mod faults;
mod large;
mod ledger;
mod soak;

use std::thread;
use std::time::{Duration, Instant};

use wecom_message::Aibot;
use wecom_message::aibot::AibotBuilder;
use wecom_sandbox::Sandbox;

/// More than any machine needs.
const LONG: Duration = Duration::from_secs(60);

fn builder(sandbox: &Sandbox) -> AibotBuilder {
    let other = sandbox.aibot();
    Aibot::builder(other.id(), other.secret()).url(other.url()).ping_every(Duration::from_millis(300))
}

/// Waits until the bot is connected.
fn connected(bot: &Aibot) {
    let start = Instant::now();
    while !bot.is_connected() {
        assert!(start.elapsed() < LONG, "{bot:?} does not connect: {:?}", bot.closed());
        thread::sleep(Duration::from_millis(5));
    }
}

//! A message to 50,000 members: eight calls at once, a progress bar, and a journal by which a second run goes on.
//!
//! ```text
//! cargo run --example broadcast
//! ```
//!
//! Everything is sent to a stand-in for WeCom inside this program, which refuses three of the fifty calls. The second run makes
//! only these.

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process;

use indicatif::{ProgressBar, ProgressStyle};
use wecom_message::app::Text;
use wecom_message::{BroadcastOutcome, Client, To};
use wecom_sandbox::Sandbox;

const SEND: &str = "cgi-bin/message/send";
const TOO_OFTEN: &str = r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder().invalid_user("u4711").start()?;
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
        .base_url(sandbox.base_url())
        .build()?;
    let journal = env::temp_dir().join(format!("wecom-broadcast-example-{}.journal", process::id()));
    for _ in 0..3 {
        sandbox.next_answer_to(SEND, 200, TOO_OFTEN);
    }

    println!("The first run:");
    let first = tell_all_staff(&client, &journal)?;
    println!("  {} calls failed: {}", first.errors().count(), first.errors().next().ok_or("no call failed")?);

    println!("The second run, with the journal of the first:");
    let before = calls(&sandbox);
    let second = tell_all_staff(&client, &journal)?;
    println!("  {} calls were made, {} failed", calls(&sandbox) - before, second.errors().count());
    println!("  unknown to WeCom: {}", second.invalid_users().join(", "));
    fs::remove_file(journal)?;
    Ok(())
}

fn tell_all_staff(client: &Client, journal: &Path) -> Result<BroadcastOutcome, Box<dyn Error>> {
    let staff = To::users((0..50_000).map(|number| format!("u{number}")));
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template("  {bar:40} {pos} of {len} calls, {msg}")?);
    let message = Text::new("The office is closed today.");
    let broadcast = client.broadcast(staff, &message).parallel(8).journal(journal).on_progress(|progress| {
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
        bar.set_message(format!("{} failed", progress.failed));
    });
    let outcome = broadcast.send();
    bar.abandon();
    Ok(outcome)
}

fn calls(sandbox: &Sandbox) -> usize {
    sandbox.received().iter().filter(|request| request.path.ends_with(SEND)).count()
}

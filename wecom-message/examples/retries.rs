//! When the network or WeCom fails: what is repeated by itself, what is not, and how to have more repeated.
//!
//! ```text
//! cargo run --example retries
//! ```
//!
//! Everything is sent to a stand-in for WeCom inside this program, which fails on request.

use std::error::Error;
use std::time::Duration;

use wecom_message::app::Text;
use wecom_message::{Client, RetryPolicy, To};
use wecom_sandbox::Sandbox;

const SEND: &str = "cgi-bin/message/send";
const BUSY: &str = r#"{"errcode":-1,"errmsg":"system busy"}"#;
const GATEWAY: &str = "<html>502 Bad Gateway</html>";

fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let policy = RetryPolicy::default().initial_delay(Duration::from_millis(50)).deadline(Duration::from_secs(20));
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
        .base_url(sandbox.base_url())
        .retry(policy)
        .build()?;

    println!("WeCom is busy, once: it did nothing, so the message is sent again.");
    sandbox.next_answer_to(SEND, 200, BUSY);
    let receipt = client.send_text(To::user("lisi"), "disk full on db-1")?;
    println!("  reached everyone: {}, {} attempts", receipt.reached_everyone(), attempts(&sandbox));

    println!("A gateway answers instead of WeCom: it is unknown whether the message arrived, so it is not sent again.");
    let before = attempts(&sandbox);
    sandbox.next_answer_to(SEND, 502, GATEWAY);
    match client.send_text(To::user("lisi"), "disk full on db-2") {
        Ok(_) => return Err("the gateway was taken for WeCom".into()),
        Err(error) => {
            println!("  {error}");
            println!("  may have been delivered: {}", error.may_have_been_delivered());
        }
    }
    println!("  {} attempt", attempts(&sandbox) - before);

    println!("The same with WeCom's duplicate check, for longer than the policy's deadline: it is sent again.");
    let before = attempts(&sandbox);
    sandbox.next_answer_to(SEND, 502, GATEWAY);
    let alarm = Text::new("disk full on db-3, 12:04:31").retry_safely(Duration::from_secs(60));
    let receipt = client.send_text(To::user("lisi"), alarm)?;
    println!("  reached everyone: {}, {} attempts", receipt.reached_everyone(), attempts(&sandbox) - before);
    Ok(())
}

fn attempts(sandbox: &Sandbox) -> usize {
    sandbox.received().iter().filter(|request| request.path.ends_with(SEND)).count()
}

//! An alarm that rings too often: WeCom drops more than 30 messages a minute to one member without a word, so the client
//! refuses them.
//!
//! ```text
//! cargo run --example pacing
//! ```
//!
//! Everything goes to a stand-in for WeCom inside this program.

use std::error::Error;

use wecom_message::{Client, Pacing, To};
use wecom_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
        .base_url(sandbox.base_url())
        .pacing(Pacing::Refuse) // or Pacing::Wait, which sleeps on the calling thread
        .build()?;

    for number in 1..=40 {
        let Err(error) = client.send_text(To::user("lisi"), format!("alarm {number}")) else { continue };
        let wait = error.retry_after().filter(|_| error.is_paced()).ok_or(error.to_string())?;
        println!("{} messages went out, then: {error}", number - 1);
        println!(
            "there is room again in {:.0} s; until then, collect the alarms and send one message",
            wait.as_secs_f64()
        );
        let others = client.send_text(To::user("zhangsan"), "the alarm of lisi rings all the time")?;
        println!("others are reached: {}", others.reached_everyone());
        return Ok(());
    }
    Err("40 messages in a minute went out".into())
}

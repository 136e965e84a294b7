//! A push of a smart bot from cron: each run connects, pushes and ends.
//!
//! ```text
//! cargo run --example bot_cron --features aibot
//! ```
//!
//! Without credentials it pushes to a stand-in for WeCom inside this program. With `WECOM_BOT_ID` and `WECOM_BOT_SECRET` set it
//! pushes to the member in `WECOM_TO_USER`, who must have written to the bot once.
//!
//! A bot has one connection: while a program like the example `bot` runs, let that program push, or the job takes its place.

use std::env;
use std::error::Error;
use std::time::Duration;

use wecom_message::Aibot;
use wecom_message::aibot::{AibotBuilder, Chat};
use wecom_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("WECOM_BOT_ID").is_some() {
        let member = env::var("WECOM_TO_USER").map_err(|_| "set WECOM_TO_USER: the member who gets the push")?;
        return Ok(push(Aibot::from_env()?, &member)?);
    }
    let sandbox = Sandbox::start()?;
    let account = sandbox.aibot();
    println!("A stand-in for WeCom answers at {}; nothing leaves this machine.", account.url());
    push(Aibot::builder(account.id(), account.secret()).url(account.url()), "lisi")?;
    match account.chat("lisi").as_slice() {
        [message] => println!("lisi reads: {}", message.text().unwrap_or_default()),
        messages => return Err(format!("{} messages arrived", messages.len()).into()),
    }
    Ok(())
}

fn push(builder: AibotBuilder, member: &str) -> Result<(), wecom_message::Error> {
    let bot = builder.timeout(Duration::from_secs(20)).connect()?;
    match bot.send_markdown(Chat::user(member), "**The nightly backup is done.**") {
        // The message may be there: a job that repeats it could deliver it twice.
        Err(error) if error.may_have_been_delivered() => {
            eprintln!("{error}");
            Ok(())
        }
        outcome => outcome.map(drop),
    }
}

//! A job that cron starts every few minutes: each run is a process of its own, and they share one access token.
//!
//! ```text
//! cargo run --example cron
//! ```
//!
//! Without credentials the program plays cron itself: it runs itself twice, as a job that sends to a stand-in for WeCom inside
//! the first process. With `WECOM_CORP_ID`, `WECOM_CORP_SECRET`, `WECOM_AGENT_ID` and `WECOM_TO_USER` set it is the job.

use std::env;
use std::error::Error;
use std::fs;
use std::process::{self, Command};

use wecom_message::token::FileStore;
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

fn main() -> Result<(), Box<dyn Error>> {
    if env::var_os("WECOM_CORP_ID").is_some() { job() } else { play_cron() }
}

fn job() -> Result<(), Box<dyn Error>> {
    let set = |name: &str| env::var(name).map_err(|_| format!("set {name}"));
    let mut builder =
        Client::builder(set("WECOM_CORP_ID")?, set("WECOM_CORP_SECRET")?, set("WECOM_AGENT_ID")?.parse()?);
    if let Ok(base_url) = env::var("WECOM_BASE_URL") {
        builder = builder.base_url(base_url);
    }
    let client = builder.token_store(FileStore::in_user_cache()?).build()?;
    let receipt = client.send_text(To::user(set("WECOM_TO_USER")?), "The nightly backup is done.")?;
    println!("sent {}", receipt.message_id.map_or_else(String::new, |id| id.to_string()));
    Ok(())
}

fn play_cron() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    println!("A stand-in for WeCom answers at {}; nothing leaves this machine.", sandbox.base_url());
    let cache = env::temp_dir().join(format!("wecom-cron-example-{}", process::id()));
    for run in ["first", "second"] {
        println!("\nThe {run} run of the job, a process of its own:");
        let fetched_before = tokens_fetched(&sandbox);
        let status = Command::new(env::current_exe()?)
            .env("WECOM_CORP_ID", sandbox.corp_id())
            .env("WECOM_CORP_SECRET", sandbox.secret())
            .env("WECOM_AGENT_ID", sandbox.agent_id().to_string())
            .env("WECOM_BASE_URL", sandbox.base_url())
            .env("WECOM_TO_USER", "lisi")
            .env(if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_CACHE_HOME" }, &cache)
            .status()?;
        if !status.success() {
            return Err(format!("the job ended with {status}").into());
        }
        match tokens_fetched(&sandbox) - fetched_before {
            0 => println!("It used the token of the run before."),
            _ => println!("It fetched an access token and left it for the next run."),
        }
    }
    fs::remove_dir_all(cache)?;
    match tokens_fetched(&sandbox) {
        1 => Ok(()),
        fetched => Err(format!("{fetched} tokens were fetched for two runs").into()),
    }
}

fn tokens_fetched(sandbox: &Sandbox) -> usize {
    sandbox.received().iter().filter(|request| request.path.ends_with("gettoken")).count()
}

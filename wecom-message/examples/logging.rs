//! The crate's log records, as a program's logger shows them, with the one filter that matters.
//!
//! ```text
//! cargo run --example logging
//! ```
//!
//! Everything goes to a stand-in for WeCom inside this program. The logger stands for that of your program, `env_logger` or
//! `tracing-log`; its filter is `debug,ureq=info,ureq_proto=info` there.

use std::error::Error;

use log::{Level, LevelFilter, Log, Metadata, Record};
use wecom_message::{Client, To};
use wecom_sandbox::Sandbox;

struct Stderr;

impl Log for Stderr {
    /// At `TRACE`, `ureq_proto` writes the bytes of every answer, and so the access token.
    fn enabled(&self, about: &Metadata) -> bool {
        let greatest = if about.target().starts_with("ureq") { Level::Info } else { Level::Debug };
        about.level() <= greatest
    }

    fn log(&self, record: &Record) {
        if self.enabled(record.metadata()) {
            eprintln!("{:5} {}: {}", record.level(), record.target(), record.args());
        }
    }

    fn flush(&self) {}
}

fn main() -> Result<(), Box<dyn Error>> {
    log::set_logger(&Stderr).map_err(|error| error.to_string())?;
    log::set_max_level(LevelFilter::Trace);
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.corp_id(), sandbox.secret(), sandbox.agent_id())
        .base_url(sandbox.base_url())
        .build()?;

    send(&client, "disk full on db-1"); // DEBUG: the call
    sandbox.expire_tokens();
    send(&client, "still full"); // WARN: the token was refused, and renewed
    send(&client, &"x".repeat(3000)); // WARN: WeCom cut it
    let untrusted = r#"{"errcode":60020,"errmsg":"not allow to access from your ip"}"#;
    sandbox.next_answer_to("cgi-bin/message/send", 200, untrusted);
    send(&client, "full again"); // DEBUG: the call failed; what to make of it is the program's matter
    Ok(())
}

fn send(client: &Client, text: &str) {
    match client.send_text(To::user("lisi"), text) {
        Ok(receipt) if receipt.reached_everyone() => {}
        Ok(receipt) => log::warn!("not reached: {:?}", receipt.invalid_users),
        Err(error) => log::error!("{error}; {}", error.advice().unwrap_or_default()),
    }
}

//! Pushes a text into a group through its robot's webhook. No corporation's credentials are needed.
//!
//! ```text
//! cargo run -q -p wecom-message --example robot -- --key KEY "disk full on db-1"
//! ```
//!
//! `--help` says the rest.

use std::env;
use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use wecom_message::message::Message;
use wecom_message::robot::{Markdown, Receipt, Text, Webhook};
use wecom_message::split::{Split, SplitError};
use wecom_message::{Error, Pacing, Robot};

const HELP: &str = "\
Pushes a text into a group through its robot's webhook.

usage: robot [--key KEY] [--markdown] [--base-url URL] [TEXT]

  TEXT            what to send; from standard input where it is left out
  --key KEY       the webhook's key, or its whole URL; others on this machine can see it in the list of processes
  --markdown      the text is Markdown
  --base-url URL  where WeCom is, for private deployments and tests
  --help          this

Environment: WECOM_WEBHOOK_KEY in place of --key, WECOM_BASE_URL in place of --base-url.

A text over the limit goes out as several messages; beyond 20 a minute it waits. Exit code 0: everything was taken; 1: not
everything was sent; 2: called wrongly; 3: it is not known whether the last message arrived.";

const NOT_SENT: u8 = 1;
const CALLED_WRONGLY: u8 = 2;
const NOT_KNOWN: u8 = 3;

fn main() -> ExitCode {
    let arguments = match Arguments::read(env::args().skip(1)) {
        Ok(Some(arguments)) => arguments,
        Ok(None) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Err(reason) => return called_wrongly(&reason),
    };
    let robot = match arguments.robot() {
        Ok(robot) => robot,
        Err(error) => return called_wrongly(&error),
    };
    let text = match arguments.text.map_or_else(|| io::read_to_string(io::stdin()), Ok) {
        Ok(text) => text,
        Err(error) => return called_wrongly(&format!("standard input cannot be read: {error}")),
    };
    let text = text.trim_end_matches(['\r', '\n']);
    if arguments.markdown { send(&robot, &Markdown::new(text)) } else { send(&robot, &Text::new(text)) }
}

fn send<M: Message<Webhook> + Split>(robot: &Robot, message: &M) -> ExitCode {
    match robot.send_in_parts(message) {
        Ok(receipts) => {
            for warning in receipts.iter().flat_map(|receipt| &receipt.warnings) {
                eprintln!("warning: {warning}");
            }
            println!("sent: {}", receipts.len());
            ExitCode::SUCCESS
        }
        Err(failed) => not_sent(&failed),
    }
}

/// The webhook answers 200 in any case; what it made of the message is its `errcode`, which is an error here.
fn not_sent<M>(failed: &SplitError<M, Receipt>) -> ExitCode {
    eprintln!("error: {failed}");
    if let Some(code) = failed.error.errcode() {
        eprintln!("errcode: {code}");
    }
    if let Some(advice) = failed.error.advice() {
        eprintln!("{advice}");
    }
    let code = if failed.error.may_have_been_delivered() { NOT_KNOWN } else { NOT_SENT };
    ExitCode::from(code)
}

fn called_wrongly(reason: &impl Display) -> ExitCode {
    eprintln!("error: {reason}\n`--help` says how to call it");
    ExitCode::from(CALLED_WRONGLY)
}

#[derive(Default)]
struct Arguments {
    key: Option<String>,
    base_url: Option<String>,
    markdown: bool,
    text: Option<String>,
}

impl Arguments {
    /// `None` where help is wanted.
    fn read(mut given: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut arguments = Self::default();
        while let Some(argument) = given.next() {
            let mut value = || given.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--help" | "-h" => return Ok(None),
                "--key" => arguments.key = Some(value()?),
                "--base-url" => arguments.base_url = Some(value()?),
                "--markdown" => arguments.markdown = true,
                option if option.starts_with("--") => return Err(format!("there is no option {option}")),
                _ if arguments.text.is_some() => return Err("one text is wanted: put it in quotes".to_owned()),
                _ => arguments.text = Some(argument),
            }
        }
        Ok(Some(arguments))
    }

    fn robot(&self) -> Result<Robot, Error> {
        let given = |value: &Option<String>, name| value.clone().or_else(|| env::var(name).ok());
        let key = given(&self.key, "WECOM_WEBHOOK_KEY").unwrap_or_default();
        let mut builder = if key.contains("://") { Robot::builder_from_url(&key)? } else { Robot::builder(key) };
        if let Some(base_url) = given(&self.base_url, "WECOM_BASE_URL") {
            builder = builder.base_url(base_url);
        }
        builder.pacing(Pacing::Wait).build()
    }
}

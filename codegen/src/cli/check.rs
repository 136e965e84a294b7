//! `check`: reports mistakes in descriptions.

use std::path::PathBuf;
use std::process::ExitCode;

use super::descriptions::{channels_in, load};
use super::failure::Failure;
use super::output::print;

const AFTER_HELP: &str = "\
A folder without schema.json is checked as builds read it: its files replace built-in ones or are added to them.

Examples:
  wecom-codegen check                the built-in descriptions
  wecom-codegen check my/schema      a folder for WECOM_SCHEMA_DIR or wecom_codegen::Build::own
  wecom-codegen check ../v0.1/schema a complete set of descriptions, with schema.json

Exit codes: as in wecom-codegen --help.";

/// Checks descriptions and prints every mistake on standard error.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// A folder of descriptions [default: the built-in ones]
    dir: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let dir = arguments.dir.as_deref();
    let schema = load(dir)?;
    let asked = dir.map(channels_in).transpose()?;
    for channel in schema.channels.iter().filter(|it| asked.as_ref().is_none_or(|asked| asked.contains(&it.name))) {
        let (messages, operations) = (channel.messages.len(), channel.operations.len());
        let counts =
            [(channel.passive_replies.len(), "passive replies"), (channel.received.len(), "kinds of callbacks")];
        let others = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!(", {count} {what}"));
        let others: String = others.collect();
        print(&format!("{}: {messages} message types, {operations} operations{others}\n", channel.name))?;
    }
    Ok(ExitCode::SUCCESS)
}

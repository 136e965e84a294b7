//! `check`: are the descriptions right?

use std::path::PathBuf;
use std::process::ExitCode;

use super::output::print;
use super::{Failure, load};

const AFTER_HELP: &str = "\
Examples:
  wecom-codegen check              the built-in descriptions
  wecom-codegen check my/schema    descriptions of your own

Exit codes: as in wecom-codegen --help.";

/// Checks descriptions and prints every mistake on standard error.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The folder that holds schema.json; the built-in descriptions when left out.
    dir: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let schema = load(arguments.dir.as_deref())?;
    for channel in &schema.channels {
        let (messages, operations) = (channel.messages.len(), channel.operations.len());
        print(&format!("{}: {messages} message types, {operations} operations\n", channel.name))?;
    }
    Ok(ExitCode::SUCCESS)
}

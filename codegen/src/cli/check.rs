//! `check`: are the descriptions right?

use std::path::PathBuf;
use std::process::ExitCode;

use super::{Failure, load};

/// Checks descriptions and prints every mistake on standard error.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder that holds schema.json; the built-in descriptions when left out.
    dir: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let schema = load(arguments.dir.as_deref())?;
    for channel in &schema.channels {
        let (messages, operations) = (channel.messages.len(), channel.operations.len());
        println!("{}: {messages} message types, {operations} operations", channel.name);
    }
    Ok(ExitCode::SUCCESS)
}

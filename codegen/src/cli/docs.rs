//! `docs`: the reference of everything described.

use std::path::PathBuf;
use std::process::ExitCode;

use wecom_codegen::{Language, reference};

use super::output::print;
use super::{Failure, load, write};

const AFTER_HELP: &str = "\
Examples:
  wecom-codegen docs                                          the reference on standard output
  wecom-codegen docs --lang zh --out REFERENCE.zh-CN.md       in Chinese, into a file
  wecom-codegen docs --schema my/schema --out my/REFERENCE.md

Exit codes: as in wecom-codegen --help.";

/// Writes the reference of every message and operation as Markdown, and names the file if that changed.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The folder that holds schema.json; the built-in descriptions when left out.
    #[arg(long)]
    schema: Option<PathBuf>,
    /// The language of titles and sentences; a text that is described in English only stays English.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// The file; standard output when left out.
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Lang {
    En,
    Zh,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let language = match arguments.lang {
        Lang::En => Language::English,
        Lang::Zh => Language::Chinese,
    };
    let text = reference::render(&load(arguments.schema.as_deref())?, language);
    match &arguments.out {
        Some(out) => write(out, &text)?,
        None => print(&text)?,
    }
    Ok(ExitCode::SUCCESS)
}

//! `docs`: writes the reference.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wecom_codegen::{Language, reference};

use super::descriptions::load;
use super::failure::Failure;
use super::output::{print, write};

const AFTER_HELP: &str = "\
Without --schema, writes schema/REFERENCE.md and schema/REFERENCE.zh-CN.md in the current directory.

Examples:
  wecom-codegen docs                                                       both references of a checkout
  wecom-codegen docs --schema my/schema                                    a reference on standard output
  wecom-codegen docs --schema my/schema --lang zh --out my/REFERENCE.md    in Chinese, into a file

Exit codes: as in wecom-codegen --help.";

/// Writes the reference of every message and operation as Markdown, and names every file that changed.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// A folder of descriptions; without schema.json, its files replace built-in ones or are added to them.
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
    /// The language of titles and sentences; texts without a translation are in English.
    #[arg(long, value_enum, default_value_t = Lang::En, requires = "schema")]
    lang: Lang,
    /// The file [default: standard output]
    #[arg(long, requires = "schema")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Lang {
    En,
    Zh,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    match &arguments.schema {
        Some(schema) => reference_of(schema, arguments)?,
        None => checkout()?,
    }
    Ok(ExitCode::SUCCESS)
}

fn reference_of(schema: &Path, arguments: &Arguments) -> Result<(), Failure> {
    let language = match arguments.lang {
        Lang::En => Language::English,
        Lang::Zh => Language::Chinese,
    };
    let text = reference::render(&load(Some(schema))?, language);
    match &arguments.out {
        Some(out) => write(out, &text),
        None => print(&text),
    }
}

/// Writes both references of the current directory.
fn checkout() -> Result<(), Failure> {
    let schema = load(Some(Path::new("schema")))?;
    for (reference, language) in
        [("schema/REFERENCE.md", Language::English), ("schema/REFERENCE.zh-CN.md", Language::Chinese)]
    {
        write(Path::new(reference), &reference::render(&schema, language))?;
    }
    Ok(())
}

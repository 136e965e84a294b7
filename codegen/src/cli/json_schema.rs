//! `json-schema`: writes JSON Schemas of request bodies.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use wecom_codegen::json_schema::{self, Strictness};

use super::descriptions::Folder;
use super::failure::Failure;
use super::output::{print, write};

const AFTER_HELP: &str = "\
Examples:
  wecom-codegen json-schema --out schemas               a file per operation: app.send.schema.json, …
  wecom-codegen json-schema --operation app.send        one on standard output
  wecom-codegen json-schema --strict --out schemas      enforce all rules
  wecom-codegen json-schema --schema my/schema --out my/schemas

A schema rejects what WeCom refuses, as far as JSON Schema can express it: a limit in bytes becomes one in characters, and members that
must differ between items are not checked. Other limits are in descriptions and in `x-limits`.

Exit codes: as in wecom-codegen --help.";

/// Writes a JSON Schema (2020-12) for the body of each operation, and names every file that changed.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    descriptions: Folder,
    /// The folder for the files; created if missing.
    #[arg(long, required_unless_present = "operation")]
    out: Option<PathBuf>,
    /// Write only this operation, to standard output.
    #[arg(long, conflicts_with = "out")]
    operation: Option<String>,
    /// Enforce all rules, not only those that WeCom enforces with an error.
    #[arg(long)]
    strict: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let schema = arguments.descriptions.load()?;
    let strictness = if arguments.strict { Strictness::Everything } else { Strictness::Refused };
    if let Some(name) = &arguments.operation {
        let text = json_schema::operation(&schema, name, strictness);
        let unknown = || Failure::UnknownOperation { asked: name.clone(), known: json_schema::operations(&schema) };
        print(&text.ok_or_else(unknown)?)?;
    }
    if let Some(out) = &arguments.out {
        fs::create_dir_all(out).map_err(Failure::io(out))?;
        for file in json_schema::files(&schema, strictness) {
            write(&out.join(&file.name), &file.text)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

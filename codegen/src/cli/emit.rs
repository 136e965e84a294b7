//! `emit`: writes the generated source.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use wecom_codegen::{Options, generate};

use super::descriptions::Folder;
use super::failure::Failure;
use super::output::print;

const AFTER_HELP: &str = "\
Examples:
  wecom-codegen emit --out generated                        the built-in API
  wecom-codegen emit --schema my/schema --out generated     your own descriptions

Exit codes: as in wecom-codegen --help.";

/// Writes the generated source and names every file that changed.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    descriptions: Folder,
    /// The folder for the files; created if missing.
    #[arg(long)]
    out: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let out = &arguments.out;
    let schema = arguments.descriptions.load()?;
    let files = generate(&schema, &Options::default()).map_err(Failure::NotRust)?;
    fs::create_dir_all(out).map_err(Failure::io(out))?;
    for file in files {
        let path = out.join(&file.name);
        if file.write(out).map_err(Failure::io(&path))? {
            print(&format!("{}\n", path.display()))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

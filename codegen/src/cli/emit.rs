//! `emit`: the API as Rust.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use wecom_codegen::{Options, generate};

use super::{Failure, load};

/// Writes the generated source and names every file that changed.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The folder that holds schema.json; the built-in descriptions when left out.
    #[arg(long)]
    schema: Option<PathBuf>,
    /// Where the files go; the folder is made when it is missing.
    #[arg(long)]
    out: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let out = &arguments.out;
    let files = generate(&load(arguments.schema.as_deref())?, &Options::default()).map_err(Failure::Generate)?;
    fs::create_dir_all(out).map_err(Failure::io(out))?;
    for file in files {
        let path = out.join(&file.name);
        if fs::read(&path).is_ok_and(|before| before == file.text.as_bytes()) {
            continue;
        }
        fs::write(&path, &file.text).map_err(Failure::io(&path))?;
        println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}

//! The commands, one per file, and what they share: reading descriptions, and what can go wrong.

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod docs;
pub(crate) mod emit;
pub(crate) mod json_schema;

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wecom_codegen::GenerateError;
use wecom_schema::{Diagnostics, Schema, Sources};

#[derive(Debug)]
pub(crate) enum Failure {
    Mistakes(Diagnostics),
    Generate(GenerateError),
    Io(PathBuf, io::Error),
    UnknownOperation {
        asked: String,
        known: Vec<String>,
    },
    /// In one of the two folders that are compared.
    Side {
        name: &'static str,
        dir: PathBuf,
        failure: Box<Failure>,
    },
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Mistakes(_) | Failure::Generate(_) => 1,
            Failure::UnknownOperation { .. } | Failure::Side { .. } => 2,
            Failure::Io(..) => 3,
        })
    }

    /// For [`Result::map_err`], where something is done to this file.
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |error| Failure::Io(path, error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Mistakes(mistakes) => mistakes.fmt(f),
            Failure::Generate(error) => write!(f, "error: {error}"),
            Failure::Io(path, error) => write!(f, "error: {}: {error}", path.display()),
            Failure::UnknownOperation { asked, known } => {
                write!(f, "error: there is no operation `{asked}`\n  = help: known are {}", known.join(", "))
            }
            Failure::Side { name, dir, failure } => write!(f, "{failure}\nin {name}, which is {}", dir.display()),
        }
    }
}

/// The descriptions in this folder; the built-in ones without one.
fn load(dir: Option<&Path>) -> Result<Schema, Failure> {
    let dir = dir.unwrap_or(Path::new(wecom_schema::DIR));
    let sources = Sources::from_dir(dir).map_err(Failure::io(dir))?;
    Schema::load(&sources).map_err(Failure::Mistakes)
}

/// Writes a file and names it, unless it says the same already.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|before| before == text.as_bytes()) {
        return Ok(());
    }
    fs::write(path, text).map_err(Failure::io(path))?;
    println!("{}", path.display());
    Ok(())
}

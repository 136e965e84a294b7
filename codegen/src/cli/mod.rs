//! The commands, one per file, and what they share: reading descriptions, and what can go wrong.

pub(crate) mod check;
pub(crate) mod diff;
pub(crate) mod docs;
pub(crate) mod emit;
pub(crate) mod export;
pub(crate) mod json_schema;
pub(crate) mod output;
pub(crate) mod page;
mod today;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wecom_codegen::NotRust;
use wecom_schema::{Diagnostics, Schema, Sources};

#[derive(Debug)]
pub(crate) enum Failure {
    Mistakes(Diagnostics),
    Io(PathBuf, io::Error),
    NotRust(NotRust),
    UnknownOperation {
        asked: String,
        known: Vec<String>,
    },
    UnknownFile {
        asked: String,
        nearest: Vec<String>,
    },
    /// The list of accepted differences is none.
    Accepted(wecom_pages::NotAccepted),
    NoDraft(wecom_pages::NoDraft),
    /// Files that would be written over.
    Exists(Vec<PathBuf>),
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
            Failure::Mistakes(_) => 1,
            Failure::UnknownOperation { .. }
            | Failure::UnknownFile { .. }
            | Failure::Accepted(_)
            | Failure::NoDraft(_)
            | Failure::Side { .. } => 2,
            Failure::Io(..) | Failure::Exists(_) | Failure::NotRust(_) => 3,
        })
    }

    /// For [`Result::map_err`], where something is done to this file.
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |error| Failure::Io(path, error)
    }
}

impl Failure {
    /// What to say of it; mistakes with colours where a terminal shows them.
    pub(crate) fn to_text(&self, coloured: bool) -> String {
        match self {
            Failure::Mistakes(mistakes) => mistakes.to_text(coloured),
            Failure::Io(path, error) => format!("error: {}: {error}", path.display()),
            Failure::NotRust(error) => format!("error: {error}"),
            Failure::UnknownOperation { asked, known } => {
                format!("error: there is no operation `{asked}`\n  = help: known are {}", known.join(", "))
            }
            Failure::UnknownFile { asked, nearest } if nearest.is_empty() => {
                format!(
                    "error: there is no built-in description `{asked}`\n  = help: the built-in ones lie in {}; name them as in app/text.json",
                    wecom_schema::DIR
                )
            }
            Failure::UnknownFile { asked, nearest } => {
                let nearest = nearest.join(", ");
                format!("error: there is no built-in description `{asked}`\n  = help: did you mean one of {nearest}?")
            }
            Failure::Accepted(why) => format!("error: {why}"),
            Failure::NoDraft(why) => format!("error: {why}"),
            Failure::Exists(files) => {
                let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
                format!(
                    "error: there already, and not the same: {}\n  = help: nothing was written; --force writes over them",
                    files.join(", ")
                )
            }
            Failure::Side { name, dir, failure } => {
                format!("{}\nin {name}, which is {}", failure.to_text(coloured), dir.display())
            }
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
    output::print(&format!("{}\n", path.display()))
}

/// Writes files and names each, unless one is there already and says something else.
fn write_new(files: &[(PathBuf, String)], force: bool) -> Result<ExitCode, Failure> {
    let says = |file: &Path, text: &str| fs::read(file).is_ok_and(|there| there == text.as_bytes());
    let is_changed = |(file, text): &&(PathBuf, String)| file.exists() && !says(file, text);
    let there: Vec<PathBuf> = files.iter().filter(is_changed).map(|(file, _)| file.clone()).collect();
    if !there.is_empty() && !force {
        return Err(Failure::Exists(there));
    }
    for (file, text) in files {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(Failure::io(folder))?;
        }
        write(file, text)?;
    }
    Ok(ExitCode::SUCCESS)
}

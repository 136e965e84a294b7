//! Errors of commands.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wecom_codegen::NotRust;
use wecom_schema::{Diagnostics, StaleCopies};

#[derive(Debug)]
pub(crate) enum Failure {
    Mistakes(Diagnostics),
    /// Copies of built-in descriptions whose originals have changed.
    Stale(StaleCopies),
    /// Descriptions that cannot be read; the error names the path.
    Read(io::Error),
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
    /// The list of accepted differences has mistakes.
    Accepted(wecom_pages::NotAccepted),
    NoDraft(wecom_pages::NoDraft),
    /// A page that is not UTF-8.
    NoText(PathBuf),
    /// A folder without a page, or in place of a page.
    NoPages(PathBuf),
    IsFolder(PathBuf),
    /// Pages without a request or a callback, or about something that the descriptions do not have.
    NothingToCompare {
        path: PathBuf,
        is_empty: bool,
    },
    /// Files that exist with other content.
    Exists(Vec<PathBuf>),
    /// A failure in one of the two compared folders.
    Side {
        name: &'static str,
        dir: PathBuf,
        failure: Box<Failure>,
    },
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Mistakes(_) | Failure::Stale(_) => 1,
            Failure::UnknownOperation { .. }
            | Failure::UnknownFile { .. }
            | Failure::Accepted(_)
            | Failure::NoDraft(_)
            | Failure::NoText(_)
            | Failure::NoPages(_)
            | Failure::IsFolder(_)
            | Failure::NothingToCompare { .. }
            | Failure::Side { .. } => 2,
            Failure::Read(_) | Failure::Io(..) | Failure::Exists(_) | Failure::NotRust(_) => 3,
        })
    }

    /// For [`Result::map_err`] after an operation on this file.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |error| Failure::Io(path, error)
    }

    /// The message, with colours if `coloured`.
    pub(crate) fn to_text(&self, coloured: bool) -> String {
        match self {
            Failure::Mistakes(mistakes) => mistakes.to_text(coloured),
            Failure::Stale(copies) => format!("error: {copies}"),
            Failure::Read(error) => format!("error: {error}"),
            Failure::Io(path, error) => format!("error: {}: {error}", path.display()),
            Failure::NotRust(error) => format!("error: {error}"),
            Failure::UnknownOperation { asked, known } => {
                format!("error: there is no operation `{asked}`\n  = help: known are {}", known.join(", "))
            }
            Failure::UnknownFile { asked, nearest } if nearest.is_empty() => {
                format!(
                    "error: there is no built-in description `{asked}`\n  = help: the built-in ones are in {}; name them as in app/text.json",
                    wecom_schema::DIR
                )
            }
            Failure::UnknownFile { asked, nearest } => {
                let nearest = nearest.join(", ");
                format!("error: there is no built-in description `{asked}`\n  = help: did you mean one of {nearest}?")
            }
            Failure::Accepted(why) => format!("error: {why}"),
            Failure::NoDraft(why) => format!("error: {why}"),
            Failure::NoText(path) => {
                format!("error: {} is no text in UTF-8\n  = help: save the page as Markdown or as HTML", path.display())
            }
            Failure::NoPages(dir) => {
                format!("error: {} has no file that ends with .md, .html or .htm", dir.display())
            }
            Failure::IsFolder(dir) => {
                format!("error: {} is a folder\n  = help: --all compares every page in a folder", dir.display())
            }
            Failure::NothingToCompare { path, is_empty: true } => format!(
                "error: {} has no table of members and no sample of a request or a callback\n  = help: an official page has \
                 them; a login page, or a page that was saved before its text was loaded, has not",
                path.display()
            ),
            Failure::NothingToCompare { path, .. } => format!(
                "error: {} is about nothing that the descriptions have\n  = help: a page is recognized by the addresses of its \
                 requests, its msgtypes and events, and by the number in its own address or name: 90236.md",
                path.display()
            ),
            Failure::Exists(files) => {
                let files: Vec<String> = files.iter().map(|file| file.display().to_string()).collect();
                format!(
                    "error: these files exist with other content: {}\n  = help: nothing was written; --force overwrites them",
                    files.join(", ")
                )
            }
            Failure::Side { name, dir, failure } => {
                format!("{}\nin {name}, which is {}", failure.to_text(coloured), dir.display())
            }
        }
    }
}

//! `diff`: compares two sets of descriptions.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use wecom_codegen::diff::{Breaks, Diff, compare};
use wecom_schema::Schema;

use super::descriptions::load;
use super::failure::Failure;
use super::output::{has_colours, print};

const AFTER_HELP: &str = "\
A change breaks callers at compile time if a public item of the generated API is removed or has another signature. It breaks them at
run time if a message that was sent is now refused before sending, or if the same code sends another body. Other changes break no
callers. Checks have their default strictness: values that WeCom truncates, and limits without a stated consequence, are sent.

Examples:
  wecom-codegen diff before/schema schema                      the changes, in words
  wecom-codegen diff --format markdown before/schema schema    an entry for the changelog
  wecom-codegen diff --format json before/schema schema        for programs
  wecom-codegen diff --exit-code=breaking before/schema schema

  git worktree add ../before v0.1.0                            compare with a release
  wecom-codegen diff ../before/schema schema

Exit codes:
  0  compared; with --exit-code: no changes; with --exit-code=breaking: no change breaks callers
  1  with --exit-code: there are changes; with --exit-code=breaking: a change breaks callers
  2  the command line is wrong, a file cannot be read, or descriptions have mistakes";

/// Compares two sets of descriptions: the changes, what they break, and the version that the release needs.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The folder of the earlier descriptions; without schema.json, its files replace built-in ones or are added to them.
    old: PathBuf,
    /// The folder of the later descriptions.
    new: PathBuf,
    /// The format; text has colours on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Exit with 1 if there are changes; `=breaking`: if a change breaks callers.
    #[arg(long, value_enum, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_missing_value = "changed")]
    exit_code: Option<When>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

#[derive(Clone, Copy, ValueEnum)]
enum When {
    Changed,
    Breaking,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let sides = [("OLD", &arguments.old), ("NEW", &arguments.new)].map(|(name, dir)| side(name, dir));
    let [old, new] = sides;
    let diff = compare(&old?, &new?);
    match arguments.format {
        Format::Text => print(&diff.to_text(has_colours(&io::stdout())))?,
        Format::Markdown => print(&diff.to_markdown())?,
        Format::Json => print(&format!("{:#}\n", diff.to_json()))?,
    }
    Ok(ExitCode::from(u8::from(is_found(&diff, arguments.exit_code))))
}

fn side(name: &'static str, dir: &Path) -> Result<Schema, Failure> {
    load(Some(dir)).map_err(|failure| Failure::Side { name, dir: dir.to_owned(), failure: Box::new(failure) })
}

fn is_found(diff: &Diff, when: Option<When>) -> bool {
    match when {
        None => false,
        Some(When::Changed) => !diff.is_empty(),
        Some(When::Breaking) => diff.breaks() > Breaks::Nobody,
    }
}

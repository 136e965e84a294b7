//! `export`: copies built-in descriptions, for changing them.

use std::path::PathBuf;
use std::process::ExitCode;

use wecom_schema::{Source, Sources};

use super::descriptions::built_in;
use super::failure::Failure;
use super::output::write_new;

const AFTER_HELP: &str = "\
A copy contains a stamp of the original, \"$base\". Use the folder with WECOM_SCHEMA_DIR, which replaces the built-in files, or rename the
files and generate them with wecom_codegen::Build::own. If a later version changes an original, the build reports that its copy is out of
date.

Examples:
  wecom-codegen export app/text.json --out my-schema           one message
  wecom-codegen export app/text.json app/types/article.json --out my-schema
  wecom-codegen export --out my-schema                         everything
  wecom-codegen export --force app/text.json --out my-schema   overwrite the copy

Exit codes: as in wecom-codegen --help.";

/// Writes copies of built-in descriptions as a starting point for descriptions of your own, and names each file.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// Descriptions, as in app/text.json [default: all of them]
    files: Vec<String>,
    /// The folder for the copies; created if missing.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Overwrite existing files.
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let built_in = built_in()?;
    let copies: Vec<(PathBuf, String)> = asked(&built_in, &arguments.files)?
        .into_iter()
        .map(|it| (target(arguments, it), it.copy_to_change()))
        .collect();
    write_new(&copies, arguments.force)
}

fn target(arguments: &Arguments, source: &Source) -> PathBuf {
    arguments.out.join(&source.path)
}

/// The named files; by default all except schema.json, which a folder of changes does not need.
fn asked<'s>(built_in: &'s Sources, files: &[String]) -> Result<Vec<&'s Source>, Failure> {
    if files.is_empty() {
        return Ok(built_in.iter().filter(|source| source.path != "schema.json").collect());
    }
    let find = |asked: &String| {
        built_in.get(&asked.replace('\\', "/")).ok_or_else(|| Failure::UnknownFile {
            asked: asked.clone(),
            nearest: nearest(asked, built_in.iter().map(|source| source.path.as_str())),
        })
    };
    files.iter().map(find).collect()
}

/// The most similar names, the best first.
fn nearest<'s>(asked: &str, names: impl Iterator<Item = &'s str>) -> Vec<String> {
    const MOST: usize = 5;
    let mut similar: Vec<(f64, &str)> = names
        .map(|name| (strsim::normalized_damerau_levenshtein(asked, name), name))
        .filter(|(similarity, _)| *similarity >= 0.5)
        .collect();
    similar.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    similar.into_iter().take(MOST).map(|(_, name)| name.to_owned()).collect()
}

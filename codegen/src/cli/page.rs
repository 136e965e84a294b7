//! `page`: compares official pages with the descriptions, and drafts descriptions.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use wecom_pages::{Accepted, Comparison, Descriptions, Page, compare, report};
use wecom_schema::Schema;

use super::descriptions;
use super::failure::Failure;
use super::output::{has_colours, print, write_new};
use super::today::today;

const AFTER_HELP: &str = "\
Save the official page as Markdown or HTML. The descriptions are found by the addresses of its requests, its msgtypes and events, and
the number in its own address or name (90236.md). Each difference has the lines of both sides. Sentences that are not understood are
reported with their lines.

Accepted differences are not reported. The program contains a list for the official pages and the built-in descriptions; --accepted
names your own list, see pages/README.md. --format json has the entry that accepts each difference.

Examples:
  wecom-codegen page 90236.md                         one page
  wecom-codegen page --all pages                      every page in a folder
  wecom-codegen page --all pages --format json        for a weekly job
  wecom-codegen page --schema my/schema --accepted my/accepted.json 90236.html
  wecom-codegen page hologram.html --draft app/hologram.json --out my/schema
  wecom-codegen check my/schema                       lists the TODOs of the draft

A draft describes one message or operation, and the types that it needs. Open decisions and missing texts are under the key TODO, which
check reports as unknown until you remove it. There are no drafts of callbacks.

Exit codes:
  0  no differences; with --draft: written
  1  there are differences, or the descriptions have mistakes
  2  the command line or the list of accepted differences is wrong, or the file is not such a page
  3  a file cannot be read or written, or --force is needed to overwrite it";

/// Compares saved official pages with the descriptions.
#[derive(clap::Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// A saved page.
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    page: Option<PathBuf>,
    /// A folder of saved pages; its subfolders are read as well.
    #[arg(long, value_name = "DIR")]
    all: Option<PathBuf>,
    /// A folder of descriptions; without schema.json, its files replace built-in ones or are added to them [default: the built-in ones]
    #[arg(long, value_name = "DIR")]
    schema: Option<PathBuf>,
    /// A file of accepted differences, instead of the built-in list.
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,
    /// Write a draft with this name, as in app/hologram.json, instead of comparing.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["all", "accepted", "format"])]
    draft: Option<String>,
    /// The folder for the draft.
    #[arg(long, value_name = "DIR", default_value = ".", requires = "draft")]
    out: PathBuf,
    /// Overwrite existing files.
    #[arg(long, requires = "draft")]
    force: bool,
    /// The format; text has colours on a terminal, unless `NO_COLOR` is set.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let sources = descriptions::sources(arguments.schema.as_deref())?;
    let schema = Schema::load(&sources).map_err(Failure::Mistakes)?;
    let descriptions = Descriptions::new(&schema, &sources);
    let pages = pages(arguments)?;
    if let (Some(name), Some(page)) = (&arguments.draft, pages.first()) {
        return draft(arguments, page, descriptions, name);
    }
    let accepted = accepted(arguments)?;
    let comparisons: Vec<Comparison<'_>> = pages.iter().map(|page| compare(page, descriptions, &accepted)).collect();
    if !comparisons.iter().any(Comparison::has_subject) {
        let path = arguments.page.as_ref().or(arguments.all.as_ref()).cloned().unwrap_or_default();
        return Err(Failure::NothingToCompare { path, is_empty: pages.iter().all(Page::is_empty) });
    }
    match arguments.format {
        Format::Text => print(&report::text(&comparisons, descriptions, has_colours(&io::stdout())))?,
        Format::Json => print(&format!("{:#}\n", report::json(&comparisons, descriptions)))?,
    }
    let differs = comparisons.iter().any(|comparison| !comparison.differences.is_empty());
    Ok(ExitCode::from(u8::from(differs)))
}

fn draft(arguments: &Arguments, page: &Page, all: Descriptions<'_>, name: &str) -> Result<ExitCode, Failure> {
    let files = wecom_pages::draft(page, all, name, &today()).map_err(Failure::NoDraft)?;
    let files: Vec<(PathBuf, String)> =
        files.into_iter().map(|file| (arguments.out.join(file.path), file.text)).collect();
    write_new(&files, arguments.force)
}

/// The list of accepted differences. The built-in one applies only to the built-in descriptions.
fn accepted(arguments: &Arguments) -> Result<Accepted, Failure> {
    let read = match (&arguments.accepted, &arguments.schema) {
        (Some(file), _) => Accepted::read(&fs::read_to_string(file).map_err(Failure::io(file))?),
        (None, None) => Accepted::built_in(),
        (None, Some(_)) => Ok(Accepted::default()),
    };
    read.map_err(Failure::Accepted)
}

fn pages(arguments: &Arguments) -> Result<Vec<Page>, Failure> {
    let mut files: Vec<PathBuf> = arguments.page.iter().cloned().collect();
    if let Some(dir) = &arguments.all {
        add_files(dir, &mut files)?;
        if files.is_empty() {
            return Err(Failure::NoPages(dir.clone()));
        }
    }
    files.sort();
    let read = |file: &PathBuf| {
        if file.is_dir() {
            return Err(Failure::IsFolder(file.clone()));
        }
        let bytes = fs::read(file).map_err(Failure::io(file))?;
        let text = String::from_utf8(bytes).map_err(|_| Failure::NoText(file.clone()))?;
        Ok(Page::read(&file.display().to_string(), &text))
    };
    files.iter().map(read).collect()
}

/// Adds the pages in a folder and in its subfolders.
fn add_files(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(dir).map_err(Failure::io(dir))? {
        let path = entry.map_err(Failure::io(dir))?.path();
        let is_page =
            path.extension().is_some_and(|it| ["md", "html", "htm"].iter().any(|known| it.eq_ignore_ascii_case(known)));
        if path.is_dir() {
            add_files(&path, files)?;
        } else if is_page {
            files.push(path);
        }
    }
    Ok(())
}

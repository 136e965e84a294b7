//! Measures how many changes of a page are noticed at the right line.
//!
//! Takes a folder of saved pages, makes one change at a time at random, and compares the changed page with the built-in
//! descriptions. A change is noticed if a difference is new. The line is right if it is the changed one, or, for a row that
//! is gone, one that is about the same member. Requests and events that no description has are left out.
//!
//! ```sh
//! cargo run -p wecom-pages --example sensitivity -- saved-pages --changes 400 --seed 7
//! ```

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a program for developers")]

mod change;
mod page;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use wecom_pages::{Accepted, Class, Descriptions, Difference, Kind as DifferenceKind, Page, compare};
use wecom_schema::{Schema, Sources};

use change::{Change, Kind};
use page::sections;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let number = |name: &str, otherwise: u64| {
        let value = arguments.iter().position(|it| it == name).and_then(|index| arguments.get(index + 1));
        value.and_then(|value| value.parse().ok()).unwrap_or(otherwise)
    };
    let Some(dir) = arguments.first() else {
        eprintln!("usage: sensitivity DIR [--changes N] [--seed N]");
        return ExitCode::from(2);
    };
    match run(Path::new(dir), number("--changes", 400), number("--seed", 1)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(3)
        }
    }
}

/// The share of changes that must be noticed at the right line.
const WANTED: f64 = 0.95;

fn run(dir: &Path, changes: u64, seed: u64) -> Result<bool, Box<dyn std::error::Error>> {
    let sources = Sources::from_dir(Path::new(wecom_schema::DIR))?;
    let schema = Schema::load(&sources).map_err(|mistakes| mistakes.to_string())?;
    let descriptions = Descriptions::new(&schema, &sources);
    let accepted = Accepted::built_in()?;
    let files = files(dir)?;
    let texts = files.iter().map(fs::read_to_string).collect::<Result<Vec<String>, _>>()?;
    let mut random = fastrand::Rng::with_seed(seed);
    let mut made: BTreeMap<Kind, (u64, u64)> = BTreeMap::new();
    let mut misses = Vec::new();
    let before: Vec<_> =
        files.iter().zip(&texts).map(|(file, text)| found(file, text, descriptions, &accepted)).collect();
    let undescribed = |(file, text): (&PathBuf, &String)| {
        let lines: Vec<&str> = text.split('\n').collect();
        sections(&lines, &undescribed(file, text, descriptions))
    };
    let without: Vec<_> = files.iter().zip(&texts).map(undescribed).collect();
    for index in 0..changes {
        let page = usize::try_from(index)? % files.len();
        let kind = Kind::ALL[usize::try_from(index)? / files.len() % Kind::ALL.len()];
        let (file, text, before) = (&files[page], &texts[page], &before[page]);
        let Some(change) = change::make(kind, text, &without[page], &mut random) else { continue };
        let after = found(file, &change.text, descriptions, &accepted);
        let new = new_lines(before, &after, &change);
        let right = new.iter().any(|line| change.lines.contains(line));
        let (all, noticed) = made.entry(kind).or_default();
        *all += 1;
        *noticed += u64::from(right);
        if !right {
            misses.push(format!("{}:{}: {kind:?}: {} (new at {new:?})", file.display(), change.at, change.what));
        }
    }
    for miss in &misses {
        println!("missed {miss}");
    }
    for (kind, (all, noticed)) in &made {
        println!("{kind:?}: {noticed} of {all}");
    }
    let (all, noticed) = made.values().fold((0, 0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    let share = noticed as f64 / all.max(1) as f64;
    println!("{noticed} of {all} changes noticed at the right line: {:.1} %", share * 100.0);
    Ok(all > 0 && share >= WANTED)
}

fn files(dir: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(dir)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    Ok(files)
}

/// The lines at which the page has a request or an event that no description has.
fn undescribed(file: &Path, text: &str, descriptions: Descriptions<'_>) -> Vec<usize> {
    let page = Page::read(&file.display().to_string(), text);
    let found = compare(&page, descriptions, &Accepted::default()).differences;
    let is_undescribed = |it: &&Difference| it.kind == DifferenceKind::Request && it.class == Class::MissingHere;
    found.iter().filter(is_undescribed).flat_map(|it| it.page_lines(&page)).collect()
}

/// The lines of each difference.
type Found = BTreeMap<String, Vec<usize>>;

fn found(file: &Path, text: &str, descriptions: Descriptions<'_>, accepted: &Accepted) -> Found {
    let page = Page::read(&file.display().to_string(), text);
    let key = |it: &Difference| {
        format!("{} {} {} {} {} {}", it.kind, it.class, it.in_answer, it.member, it.page_says, it.description_says)
    };
    let differences = compare(&page, descriptions, accepted).differences;
    differences.iter().map(|difference| (key(difference), difference.page_lines(&page))).collect()
}

/// The lines of differences that were not there before the change, which may have moved the lines below it.
fn new_lines(before: &Found, after: &Found, change: &Change) -> Vec<usize> {
    let moved = |line: &usize| if *line > change.at { line.saturating_add_signed(change.shift) } else { *line };
    let known = |key: &String| before.get(key).into_iter().flatten().map(moved).collect::<Vec<usize>>();
    let new = |(key, lines): (&String, &Vec<usize>)| {
        let known = known(key);
        lines.iter().copied().filter(|line| !known.contains(line)).collect::<Vec<usize>>()
    };
    after.iter().flat_map(new).collect()
}

//! Pages of our own about a help desk, in the form of the official ones, beside descriptions that say the same.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod accepted;
mod broken;
mod callbacks;
mod changes;
mod drafts;
mod frames;
mod oddities;
mod reports;
mod wordings;

use std::fs;
use std::path::{Path, PathBuf};

use wecom_pages::{Accepted, Descriptions, Difference, Page, compare};
use wecom_schema::{Schema, Sources};

fn path(of: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desk").join(of)
}

fn text(page: &str) -> String {
    fs::read_to_string(path("pages").join(page)).unwrap()
}

/// The descriptions of the desk.
struct Desk {
    sources: Sources,
    schema: Schema,
}

impl Desk {
    fn new() -> Self {
        let sources = Sources::from_dir(&path("schema")).unwrap();
        let schema = Schema::load(&sources).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        Self { sources, schema }
    }

    fn descriptions(&self) -> Descriptions<'_> {
        Descriptions::new(&self.schema, &self.sources)
    }

    /// What differs, as `class kind member: page / description @lines`.
    fn differences(&self, name: &str, text: &str) -> Vec<String> {
        let page = Page::read(name, text);
        let shown = |it: &Difference| {
            let lines: Vec<String> = it.page_lines(&page).iter().map(ToString::to_string).collect();
            format!(
                "{} {} {}: {} / {} @{}",
                it.class.name(),
                it.kind.name(),
                it.member,
                it.page_says,
                it.description_says,
                lines.join(",")
            )
        };
        compare(&page, self.descriptions(), &Accepted::default()).differences.iter().map(shown).collect()
    }
}

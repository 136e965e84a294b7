//! The generated references are up to date, and the pages written by hand name every channel and every official page.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use wecom_codegen::{Language, reference};
use wecom_schema::model::{Channel, Page, Type};
use wecom_tests::bodies::schema;

#[test]
fn the_references_are_what_the_command_makes() {
    let schema = schema();
    for (reference, language) in
        [("schema/REFERENCE.md", Language::English), ("schema/REFERENCE.zh-CN.md", Language::Chinese)]
    {
        let is_fresh = read(reference) == reference::render(&schema, language);
        assert!(is_fresh, "{reference} is not what the descriptions say; run `cargo codegen docs`");
    }
}

#[test]
fn the_channels_pages_list_every_channel() {
    let schema = schema();
    let described: BTreeSet<&str> = schema.channels.iter().map(|channel| channel.name.as_str()).collect();
    for page in ["wecom-message/src/docs/channels.md", "wecom-message/src/docs/zh-CN/channels.md"] {
        let text = read(page);
        let first_cells = text.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split_once('`')?.0));
        assert_eq!(first_cells.collect::<BTreeSet<&str>>(), described, "{page}");
    }
}

#[test]
fn relative_links_lead_to_files() {
    let pages = ["wecom-message/src/docs", "wecom-message/src/docs/zh-CN"].into_iter().flat_map(|folder| {
        fs::read_dir(root().join(folder)).unwrap().map(move |entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            format!("{folder}/{name}")
        })
    });
    let readmes = ["README.md", "README.zh-CN.md"].map(str::to_owned);
    for page in pages.filter(|page| Path::new(page).extension().is_some_and(|it| it == "md")).chain(readmes) {
        let text = read(&page);
        let inline = text.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0));
        let defined = text.lines().filter_map(|line| Some(line.strip_prefix('[')?.split_once("]: ")?.1));
        for target in inline.chain(defined).filter(|target| !target.contains(':')) {
            let target = target.split_once('#').map_or(target, |(file, _)| file);
            assert!(root().join(&page).parent().unwrap().join(target).exists(), "{page} links to {target}");
        }
    }
}

#[test]
fn the_readmes_have_at_most_200_lines() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let lines = read(readme).lines().count();
        assert!(lines <= 200, "{readme} has {lines} lines; what is more belongs to a page in wecom-message/src/docs");
    }
}

#[test]
fn the_changelog_names_every_page_that_was_read() {
    let said: BTreeSet<(u64, &str)> = include_str!("../../CHANGELOG.md")
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
            Some((cells.first()?.parse().ok()?, *cells.get(2)?))
        })
        .collect();
    for page in schema().channels.iter().flat_map(pages) {
        assert!(said.contains(&(page.id, &page.read)), "CHANGELOG.md lacks: | {} | … | {} |", page.id, page.read);
    }
}

/// Every page that a channel's descriptions name.
fn pages(channel: &Channel) -> Vec<Page> {
    let objects = channel.types.iter().filter_map(|ty| match ty {
        Type::Object(object) => Some(&object.about),
        _ => None,
    });
    let abouts = [&channel.about].into_iter().chain(channel.profiles.iter().map(|profile| &profile.about));
    abouts.chain(objects).filter_map(|about| about.page.clone()).collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap().replace("\r\n", "\n")
}

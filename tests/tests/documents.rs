//! What is made of the descriptions is as `cargo codegen docs` makes it today, and what people write beside it names every
//! channel and every official page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use wecom_codegen::{Language, reference};
use wecom_schema::model::{Channel, Page, Type};
use wecom_tests::bodies::schema;

#[test]
fn the_references_and_the_tables_of_the_readmes_are_what_the_command_makes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap().replace("\r\n", "\n");
    let schema = schema();
    for (reference, readme, language) in [
        ("schema/REFERENCE.md", "README.md", Language::English),
        ("schema/REFERENCE.zh-CN.md", "README.zh-CN.md", Language::Chinese),
    ] {
        let is_fresh = read(reference) == reference::render(&schema, language);
        assert!(is_fresh, "{reference} is not what the descriptions say; run `cargo codegen docs`");
        let text = read(readme);
        let filled =
            reference::fill_readme(&text, &schema, language).unwrap_or_else(|| panic!("{readme} has no marks"));
        assert!(filled == text, "the table of {readme} is not what the descriptions say; run `cargo codegen docs`");
    }
}

#[test]
fn the_crate_documentation_lists_every_channel() {
    let listed: BTreeSet<&str> = include_str!("../../wecom-message/src/docs/channels.md")
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| [`")?.split_once('`')?.0))
        .collect();
    let schema = schema();
    let described: BTreeSet<&str> = schema.channels.iter().map(|channel| channel.name.as_str()).collect();
    assert_eq!(listed, described);
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

//! The tables of both READMEs and the descriptions say the same: every message type, every operation, and nothing else.
//! The changelog says which pages the descriptions follow.

use std::collections::BTreeSet;

use wecom_schema::model::{About, Channel, Consequence, Limit, Page, Type, TypeId};
use wecom_tests::bodies::schema;

/// One language's README, and the words that its tables use.
struct Readme {
    file: &'static str,
    text: &'static str,
    operation: &'static str,
    deprecated: &'static str,
    truncated: &'static str,
    refused: &'static str,
    unstated: &'static str,
}

const ENGLISH: Readme = Readme {
    file: "README.md",
    text: include_str!("../../README.md"),
    operation: "operation",
    deprecated: "deprecated",
    truncated: "cut:",
    refused: "refused:",
    unstated: "unstated:",
};

const CHINESE: Readme = Readme {
    file: "README.zh-CN.md",
    text: include_str!("../../README.zh-CN.md"),
    operation: "操作",
    deprecated: "已弃用",
    truncated: "截断：",
    refused: "拒绝：",
    unstated: "未说明：",
};

/// The members beside the body that a message type takes or does not.
const OPTIONS: [&str; 3] = ["safe", "enable_id_trans", "enable_duplicate_check"];

#[test]
fn every_message_type_stands_in_both_tables_and_nothing_else_does() {
    for readme in [ENGLISH, CHINESE] {
        let rows = readme.rows("msgtype");
        let wanted = each_channel(|channel| {
            let rows = channel.messages.iter().map(|message| (&message.msgtype, message.object, &message.function));
            rows.map(|(msgtype, object, function)| row(channel, msgtype, object, function)).collect()
        });
        readme.compare(&rows, &wanted);
    }
}

#[test]
fn every_operation_stands_in_both_tables_and_nothing_else_does() {
    for readme in [ENGLISH, CHINESE] {
        let rows = readme.rows(readme.operation);
        let wanted = each_channel(|channel| {
            let rows =
                channel.operations.iter().map(|operation| (&operation.name, operation.object, &operation.function));
            rows.map(|(name, object, function)| row(channel, name, object, function)).collect()
        });
        readme.compare(&rows, &wanted);
    }
}

#[test]
fn the_tables_name_the_options_and_the_limits_of_each_message_type() {
    for readme in [ENGLISH, CHINESE] {
        let rows = readme.rows("msgtype");
        each_channel(|channel| {
            for message in &channel.messages {
                let (file, msgtype) = (readme.file, format!("{}.{}", channel.name, message.msgtype));
                let is_its = |row: &&Row| row.channel == channel.name && row.name() == Some(&message.msgtype);
                let (Some(row), Some(object)) = (rows.iter().find(is_its), channel.object(message.object)) else {
                    panic!("{file} lacks {msgtype}");
                };
                for option in OPTIONS {
                    let takes = object.options().iter().any(|field| field.wire == option);
                    let says = row.cells.iter().any(|cell| cell.contains(&format!("`{option}`")));
                    assert_eq!(says, takes, "{file}, {msgtype}: {option}");
                }
                for field in object.body() {
                    for (word, number) in field.limits.iter().filter_map(|limit| readme.consequence(limit)) {
                        let said = row.limits().split([';', '；']).filter(|part| part.trim_start().starts_with(word));
                        let wanted = format!("`{}` {number} ", field.wire);
                        assert!(said.clone().any(|part| part.contains(&wanted)), "{file}, {msgtype}: {word} {wanted}");
                    }
                }
                assert_eq!(
                    row.cells[2].contains(readme.deprecated),
                    object.about.deprecated.is_some(),
                    "{file}, {msgtype}"
                );
            }
            Vec::<()>::new()
        });
    }
}

#[test]
fn the_crate_documentation_lists_every_channel() {
    let listed: Vec<&str> = include_str!("../../wecom-message/src/docs/channels.md")
        .lines()
        .filter_map(|line| Some(line.strip_prefix("| [`")?.split_once('`')?.0))
        .collect();
    let mut described = each_channel(|channel| vec![channel.name.clone()]);
    described.sort_by_key(|name| listed.iter().position(|it| it == name));
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
    for page in each_channel(pages) {
        assert!(said.contains(&(page.id, &page.read)), "CHANGELOG.md lacks: | {} | … | {} |", page.id, page.read);
    }
}

/// A row of a table, and the channel that the text before the table speaks of.
struct Row {
    channel: &'static str,
    cells: Vec<&'static str>,
}

impl Row {
    /// What stands between the first two backticks.
    fn name(&self) -> Option<&str> {
        code(self.cells.first()?)
    }

    fn limits(&self) -> &str {
        self.cells.last().unwrap()
    }

    /// The first four cells, without remarks such as "(deprecated)".
    fn first_four(&self) -> String {
        let cells = self.cells.iter().take(4).map(|cell| match code(cell) {
            Some(code) => format!("`{code}`"),
            None => (*cell).to_owned(),
        });
        format!("{}: {}", self.channel, cells.collect::<Vec<_>>().join(" | "))
    }
}

impl Readme {
    /// The rows of the tables whose first column is headed like this. `wecom_message::robot` before a table says whose it is.
    fn rows(&self, head: &str) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut inside = false;
        let mut channel = "";
        for line in self.text.lines() {
            let cells: Vec<&str> = match line.strip_prefix('|').and_then(|line| line.trim_end().strip_suffix('|')) {
                Some(cells) => cells.split('|').map(str::trim).collect(),
                None => Vec::new(),
            };
            match cells.first() {
                None => {
                    inside = false;
                    let named = line.split_once("`wecom_message::").and_then(|(_, rest)| rest.split_once('`'));
                    channel = named.map_or(channel, |(name, _)| name);
                }
                Some(cell) if *cell == head => inside = true,
                Some(cell) if inside && !cell.starts_with('-') => rows.push(Row { channel, cells }),
                Some(_) => {}
            }
        }
        assert!(!rows.is_empty(), "{}: there is no table headed `{head}`", self.file);
        rows
    }

    fn compare(&self, rows: &[Row], wanted: &[String]) {
        let said: Vec<String> = rows.iter().map(Row::first_four).collect();
        let missing: Vec<&String> = wanted.iter().filter(|row| !said.contains(row)).collect();
        let strange: Vec<&String> = said.iter().filter(|row| !wanted.contains(row)).collect();
        let file = self.file;
        assert!(missing.is_empty(), "{file} lacks:\n{missing:#?}\nand has what is not described:\n{strange:#?}");
        assert!(strange.is_empty(), "{file} has what is not described:\n{strange:#?}");
        assert_eq!(said.len(), wanted.len(), "{file} has a row twice");
    }

    fn consequence(&self, limit: &Limit) -> Option<(&'static str, f64)> {
        let word = match limit.beyond {
            Consequence::Truncated => self.truncated,
            Consequence::Refused => self.refused,
            Consequence::Unstated => self.unstated,
            Consequence::Advised => return None,
        };
        Some((word, limit.max?))
    }
}

/// What stands between the first two backticks.
fn code(cell: &str) -> Option<&str> {
    cell.strip_prefix('`')?.split_once('`').map(|(code, _)| code)
}

/// The channel, and the first four cells of a row: name, Chinese title, Rust type, function.
fn row(channel: &Channel, name: &str, object: TypeId, function: &str) -> String {
    let (title, rust) = channel.object(object).map(|it| (chinese(&it.about), it.rust.as_str())).unwrap_or_default();
    format!("{}: `{name}` | {title} | `{rust}` | `{function}`", channel.name)
}

fn chinese(about: &About) -> &str {
    about.title.as_ref().and_then(|title| title.zh.as_deref()).unwrap_or_default()
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

fn each_channel<T>(of: impl Fn(&Channel) -> Vec<T>) -> Vec<T> {
    schema().channels.iter().flat_map(of).collect()
}

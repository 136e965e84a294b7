//! The facts of a channel: a CSV file, its columns and short forms as in `facts/README.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use csv::StringRecord;
use wecom_schema::model::{Channel, Charset, Consequence};

use crate::row::{Place, Row, Rows, Side, condition, consequence, only};

const COLUMNS: [&str; 12] = [
    "subject",
    "side",
    "when",
    "field",
    "type",
    "required",
    "limits",
    "default",
    "values",
    "translated",
    "page",
    "note",
];

/// The folder of the facts.
pub(crate) fn dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("facts")
}

/// The facts about the channel.
///
/// # Panics
///
/// When the channel has no file, or a line of it makes no sense.
pub(crate) fn facts(channel: &Channel) -> Rows {
    let path = dir().join(format!("{}.csv", channel.name));
    let mut reader = csv::Reader::from_path(&path)
        .unwrap_or_else(|error| panic!("the channel `{}` has no facts in {}: {error}", channel.name, path.display()));
    assert_eq!(reader.headers().unwrap(), COLUMNS.as_slice(), "{}", path.display());
    let lines: Vec<StringRecord> = reader.records().map(|line| line.unwrap()).collect();
    let mut table = Table { channel, own: BTreeMap::new(), rows: Rows::default() };
    for line in &lines {
        for subject in line[0].split('|') {
            table.own.entry((line[1].to_owned(), line[3].to_owned())).or_default().insert(subject.to_owned());
        }
    }
    for line in &lines {
        let at = format!("{}:{}", path.display(), line.position().map_or(0, csv::Position::line));
        table.line(line).unwrap_or_else(|mistake| panic!("{at}: {mistake}"));
    }
    table.rows
}

struct Table<'c> {
    channel: &'c Channel,
    /// The subjects named on a line, by side and field.
    own: BTreeMap<(String, String), BTreeSet<String>>,
    rows: Rows,
}

impl Table<'_> {
    fn line(&mut self, line: &StringRecord) -> Result<(), String> {
        if &line[0] == "*" && line[3].is_empty() {
            self.rows.pages.insert(self.channel.name.clone(), pages(&line[10])?);
        }
        for subject in self.subjects(line) {
            let name = format!("{}.{subject}", self.channel.name);
            if line[3].is_empty() {
                self.rows.pages.insert(name, pages(&line[10])?);
                continue;
            }
            let row = row(line)?;
            for when in self.alternatives(&subject, &line[2]) {
                let field = line[3].replace("{msgtype}", &subject);
                let side = match &line[1] {
                    "request" => Side::Request,
                    "query" => Side::Query,
                    "answer" => Side::Answer,
                    "callback" => Side::Callback,
                    other => return Err(format!("no side: {other}")),
                };
                let place = Place { subject: name.clone(), side, field, when };
                if self.rows.rows.contains_key(&place) {
                    return Err(format!("a second line about {place:?}"));
                }
                self.rows.rows.insert(place, row.clone());
            }
        }
        Ok(())
    }

    fn is_msgtype(&self, subject: &str) -> bool {
        self.channel.messages.iter().any(|message| message.msgtype == subject)
    }

    fn subjects(&self, line: &StringRecord) -> Vec<String> {
        if &line[0] != "*" {
            return line[0].split('|').map(str::to_owned).collect();
        }
        let own = &self.own[&(line[1].to_owned(), line[3].to_owned())];
        let msgtypes = self.channel.messages.iter().map(|message| &message.msgtype);
        msgtypes.filter(|msgtype| !own.contains(*msgtype)).cloned().collect()
    }

    /// `card_type=a|b; type=1` is `card_type=a; type=1` and `card_type=b; type=1`.
    fn alternatives(&self, subject: &str, when: &str) -> Vec<Vec<String>> {
        let mut all = vec![Vec::new()];
        for (tag, values) in list(when, "; ").filter_map(|condition| condition.split_once('=')) {
            if tag == "msgtype" && self.is_msgtype(subject) {
                continue;
            }
            let with = |value: &str| {
                let value = format!("{tag}={value}");
                all.iter().map(move |when| [when.as_slice(), std::slice::from_ref(&value)].concat()).collect::<Vec<_>>()
            };
            all = values.split('|').flat_map(with).collect();
        }
        all
    }
}

fn pages(numbers: &str) -> Result<BTreeSet<u64>, String> {
    numbers.split('|').map(|page| page.parse().map_err(|_| format!("no page: {page}"))).collect()
}

fn row(line: &StringRecord) -> Result<Row, String> {
    let row = Row {
        ty: line[4].to_owned(),
        required: list(&line[5], "; ").map(required).collect::<Result<_, _>>()?,
        limits: list(&line[6], "; ").map(limit).collect::<Result<_, _>>()?,
        default: Some(line[7].to_owned()).filter(|default| !default.is_empty()),
        values: list(&line[8], "|").map(str::to_owned).collect(),
        translated: match &line[9] {
            "" => false,
            "yes" => true,
            other => return Err(format!("translated is yes or nothing, not {other}")),
        },
    };
    Ok(row.settled())
}

fn list<'l>(text: &'l str, separator: &'l str) -> impl Iterator<Item = &'l str> {
    text.split(separator).filter(|item| !item.is_empty())
}

fn required(text: &str) -> Result<String, String> {
    let is_bare =
        ["yes", "no"].contains(&text) || text.strip_prefix("yes ").is_some_and(|it| consequence(it).is_some());
    if is_bare || text.starts_with("with ") {
        return Ok(text.to_owned());
    }
    let words = ["any of", "one of"].into_iter().find(|words| text.starts_with(words));
    let words = words.ok_or_else(|| format!("no condition: {text}"))?;
    Ok(condition(words, text.split(' ').skip(2).map(str::to_owned).collect()))
}

/// `first 0-9A-Za-z or @all`
fn charset(allowed: &str, rest: &[&str], beyond: Consequence) -> Result<Charset, String> {
    let mut charset = Charset { allowed: allowed.to_owned(), first: None, or: Vec::new(), beyond, errcode: None };
    for pair in rest.chunks(2) {
        match pair {
            ["first", first] => charset.first = Some((*first).to_owned()),
            ["or", value] => charset.or = value.split('|').map(str::to_owned).collect(),
            other => return Err(format!("neither `first` nor `or`: {}", other.join(" "))),
        }
    }
    Ok(charset)
}

fn limit(text: &str) -> Result<String, String> {
    let beyond = text.rsplit(' ').next().and_then(consequence);
    let beyond = beyond.ok_or_else(|| format!("no consequence at the end of: {text}"))?;
    match text.split(' ').collect::<Vec<_>>().as_slice() {
        ["only", allowed, rest @ .., _] => charset(allowed, rest, beyond).map(|charset| only(&charset)),
        _ => Ok(text.to_owned()),
    }
}

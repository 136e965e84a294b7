//! Accepted differences.

use std::fmt;
use std::hash::Hasher;

use serde_json::{Map, Value, json};

use crate::difference::{Class, Difference, Kind};
use crate::page::Page;

/// Accepted differences, each with a reason. An entry applies to the pages that it names and to the current wording of both
/// sides: if either changes, the difference is reported again.
#[derive(Clone, Debug, Default)]
pub struct Accepted {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    pages: Vec<u64>,
    /// The headings of the parts that it applies to; empty for all.
    parts: Vec<String>,
    in_answer: bool,
    member: String,
    kind: String,
    page_says: String,
    description_says: String,
    reason: String,
}

/// A mistake in a file of accepted differences.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NotAccepted(String);

impl fmt::Display for NotAccepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a list of accepted differences: {}", self.0)
    }
}

impl std::error::Error for NotAccepted {}

impl Accepted {
    /// The accepted differences between the official pages and the built-in descriptions.
    ///
    /// # Errors
    ///
    /// If the file in this crate has a mistake; a test makes sure that it has none.
    pub fn built_in() -> Result<Self, NotAccepted> {
        Self::read(include_str!("../accepted.json"))
    }

    /// Reads `{ "accepted": [ … ] }`. The report in JSON has the entry of each difference, without its `reason`.
    ///
    /// # Errors
    ///
    /// If the text is not JSON, or an entry lacks a key or has an unknown one.
    pub fn read(text: &str) -> Result<Self, NotAccepted> {
        let file: Value = serde_json::from_str(text).map_err(|error| NotAccepted(error.to_string()))?;
        let list = file.get("accepted").and_then(Value::as_array);
        let list = list.ok_or_else(|| NotAccepted("the key `accepted` is no list".to_owned()))?;
        let entry = |(index, value): (usize, &Value)| {
            Entry::read(value).map_err(|why| NotAccepted(format!("entry {}: {why}", index + 1)))
        };
        Ok(Self { entries: list.iter().enumerate().map(entry).collect::<Result<_, _>>()? })
    }

    /// Removes accepted differences and returns their number. Adds a difference for each entry of the page that matched none.
    pub(crate) fn apply(&self, page: &Page, found: Vec<Difference>) -> (Vec<Difference>, usize) {
        let mine: Vec<&Entry> =
            self.entries.iter().filter(|entry| page.id.is_some_and(|id| entry.pages.contains(&id))).collect();
        let mut used = vec![false; mine.len()];
        let total = found.len();
        let mut rest: Vec<Difference> = found
            .into_iter()
            .filter(|difference| {
                let index = mine.iter().position(|entry| entry.covers(difference));
                index.and_then(|index| used.get_mut(index)).map(|used| *used = true).is_none()
            })
            .collect();
        let accepted = total - rest.len();
        let gone = mine.iter().zip(used).filter(|(_, used)| !used).map(|(entry, _)| entry.gone(page));
        rest.extend(gone);
        (rest, accepted)
    }
}

const KEYS: [&str; 8] = ["pages", "parts", "answer", "member", "kind", "page_says", "description_says", "reason"];

impl Entry {
    fn read(value: &Value) -> Result<Self, String> {
        let object = value.as_object().ok_or("not an object")?;
        if let Some(unknown) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(format!("unknown key `{unknown}`"));
        }
        let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let list = |key: &str| object.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
        let entry = Self {
            pages: list("pages").iter().filter_map(Value::as_u64).collect(),
            parts: list("parts").iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            in_answer: object.get("answer").and_then(Value::as_bool).unwrap_or_default(),
            member: text("member"),
            kind: text("kind"),
            page_says: text("page_says"),
            description_says: text("description_says"),
            reason: text("reason"),
        };
        let missing =
            [(entry.pages.is_empty(), "pages"), (entry.kind.is_empty(), "kind"), (entry.reason.is_empty(), "reason")];
        match missing.iter().find(|(is_missing, _)| *is_missing) {
            Some((_, key)) => Err(format!("`{key}` is missing")),
            None => Ok(entry),
        }
    }

    fn covers(&self, difference: &Difference) -> bool {
        let in_part = self.parts.is_empty() || difference.parts.iter().all(|part| self.parts.contains(part));
        in_part
            && self.in_answer == difference.in_answer
            && self.member == difference.member
            && self.kind == difference.kind.name()
            && self.page_says == said(difference)
            && self.description_says == difference.description_says
    }

    /// The difference for an entry that matches none: the page, the descriptions or the reader have changed.
    fn gone(&self, page: &Page) -> Difference {
        let in_part = |title: &String| self.parts.is_empty() || self.parts.contains(title);
        let bodies =
            page.parts.iter().filter(|part| in_part(&part.title)).flat_map(|part| [&part.request, &part.answer]);
        let row = bodies.filter_map(|body| body.member(&self.member)).map(|row| row.place.clone()).next();
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == self.kind).unwrap_or(Kind::Sentence);
        Difference {
            in_answer: self.in_answer,
            member: self.member.clone(),
            page: vec![row.unwrap_or_else(|| page.start())],
            ..Difference::of(kind, Class::Gone, "", &format!("accepted: {}", self.reason))
        }
    }
}

/// The page's side of an entry. A sentence is named by its stamp and not copied.
fn said(difference: &Difference) -> String {
    match difference.kind {
        Kind::Sentence => stamp(&difference.page_says),
        _ => difference.page_says.clone(),
    }
}

/// The hash of a sentence without its blanks.
fn stamp(sentence: &str) -> String {
    let mut hasher = fnv::FnvHasher::default();
    let words: String = sentence.split_whitespace().collect();
    hasher.write(words.as_bytes());
    format!("{:016x}", hasher.finish())
}

/// The entry that would accept a difference, without its reason.
pub(crate) fn entry(page: &Page, difference: &Difference) -> Value {
    let mut entry = Map::new();
    let mut add = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    add("pages", json!([page.id]));
    if difference.parts.iter().any(|part| !part.is_empty()) {
        add("parts", json!(difference.parts));
    }
    if difference.in_answer {
        add("answer", json!(true));
    }
    add("member", json!(difference.member));
    add("kind", json!(difference.kind.name()));
    add("page_says", json!(said(difference)));
    add("description_says", json!(difference.description_says));
    Value::Object(entry)
}

#[cfg(test)]
mod tests {
    use super::Accepted;

    #[test]
    fn the_built_in_list_can_be_read() {
        assert!(Accepted::built_in().is_ok_and(|accepted| !accepted.entries.is_empty()));
    }

    #[test]
    fn what_is_wrong_with_a_list_is_said() {
        let table = [
            ("", "not a list of accepted differences: EOF while parsing a value at line 1 column 0"),
            ("{}", "not a list of accepted differences: the key `accepted` is no list"),
            (
                r#"{"accepted": [{"pages": [1], "kind": "limit"}]}"#,
                "not a list of accepted differences: entry 1: `reason` is missing",
            ),
            (r#"{"accepted": [{"page": 1}]}"#, "not a list of accepted differences: entry 1: unknown key `page`"),
        ];
        for (text, why) in table {
            assert_eq!(Accepted::read(text).map_err(|error| error.to_string()).err().as_deref(), Some(why), "{text}");
        }
    }
}

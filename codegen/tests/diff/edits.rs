//! Small edits of the descriptions in `schema/` beside this file.

use std::fs;
use std::path::{Path, PathBuf};

use wecom_schema::{Schema, Sources};

/// A named edit: texts to be replaced, files to be added or removed.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) edits: &'static [Edit],
}

pub(crate) enum Edit {
    /// In this file below the channel, this text, by that one. It stands there once.
    In(&'static str, &'static str, &'static str),
    /// This file below the channel.
    Add(&'static str, &'static str),
    Remove(&'static str),
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/schema")
}

pub(crate) fn texts(folder: &Path) -> Vec<(String, String)> {
    let sources = Sources::from_dir(folder).unwrap();
    let files = sources.iter().map(|source| {
        let text = fs::read_to_string(source.file.as_ref().unwrap()).unwrap();
        (source.path.clone(), text)
    });
    files.collect()
}

pub(crate) fn load(texts: &[(String, String)]) -> Result<Schema, String> {
    let mut sources = Sources::default();
    for (path, text) in texts {
        sources.insert(path, None, text);
    }
    Schema::load(&sources).map_err(|mistakes| mistakes.to_string())
}

pub(crate) fn base() -> Schema {
    load(&texts(&folder())).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

impl Row {
    /// The descriptions after the edit.
    pub(crate) fn edited(&self) -> Schema {
        let mut texts = texts(&folder());
        for edit in self.edits {
            match edit {
                Edit::In(file, from, to) => {
                    let path = path(file);
                    let (_, text) = texts.iter_mut().find(|(it, _)| *it == path).unwrap();
                    assert_eq!(text.matches(from).count(), 1, "{}: {from} in {file}", self.name);
                    *text = text.replacen(from, to, 1);
                }
                Edit::Add(file, text) => texts.push((path(file), (*text).to_owned())),
                Edit::Remove(file) => texts.retain(|(it, _)| *it != path(file)),
            }
        }
        load(&texts).unwrap_or_else(|mistakes| panic!("{}: {mistakes}", self.name))
    }
}

fn path(file: &str) -> String {
    match file {
        "error_codes" => "error_codes.json".to_owned(),
        // Of another channel than most.
        file if ["letter/", "desk/", "door/"].iter().any(|folder| file.starts_with(folder)) => format!("{file}.json"),
        file => format!("post/{file}.json"),
    }
}

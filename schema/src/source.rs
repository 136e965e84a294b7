//! Description files as text, and the places in them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A place in a description file: bytes `start..end` of file number `file`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    pub(crate) file: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// One description file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path below the schema's directory, with `/` on every system: `app/text.json`.
    pub path: String,
    /// Where the file lies; `None` for one carried inside a program.
    pub file: Option<PathBuf>,
    pub(crate) text: String,
}

impl Source {
    /// Line and column of a byte, both counted from one, columns in characters; and the line's text.
    pub(crate) fn locate(&self, at: usize) -> (usize, usize, &str) {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let (before, after) = self.text.split_at(at);
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.chars().rev().take_while(|character| *character != '\n').count() + 1;
        let end = after.find('\n').map_or(self.text.len(), |newline| at + newline);
        let text = self.text.get(start..end).unwrap_or_default();
        (line, column, text.strip_suffix('\r').unwrap_or(text))
    }
}

/// Every description file of a schema, by its path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Source>,
}

impl Sources {
    /// Reads every `.json` file of a schema's directory: those beside `schema.json`, those of the channels, those in
    /// `types` folders.
    ///
    /// # Errors
    ///
    /// When the directory or a file in it cannot be read, or a file is not UTF-8.
    pub fn from_dir(dir: &Path) -> io::Result<Self> {
        let mut sources = Self::default();
        sources.add_dir(dir, "", DEPTH)?;
        if sources.files.is_empty() {
            let reason = format!("{} holds no description files", dir.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, reason));
        }
        Ok(sources)
    }

    /// The descriptions that this crate carries.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Self {
        let mut sources = Self::default();
        for (path, text) in crate::embedded::FILES {
            sources.insert(path, None, text);
        }
        sources
    }

    /// Adds a file from memory, or replaces the one of the same path.
    pub fn insert(&mut self, path: &str, file: Option<PathBuf>, text: &str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        self.files.insert(path.to_owned(), Source { path: path.to_owned(), file, text });
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    fn add_dir(&mut self, dir: &Path, below: &str, depth: usize) -> io::Result<()> {
        let about = |path: &Path, error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        for entry in fs::read_dir(dir).map_err(|error| about(dir, error))? {
            let entry = entry.map_err(|error| about(dir, error))?;
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || (below.is_empty() && OTHERS.contains(&name.as_str())) {
                continue;
            }
            let below = format!("{below}{name}");
            if path.is_dir() && depth > 0 {
                self.add_dir(&path, &format!("{below}/"), depth - 1)?;
            } else if path.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read_to_string(&path).map_err(|error| about(&path, error))?;
                self.insert(&below, Some(path), &text);
            }
        }
        Ok(())
    }
}

/// Descriptions lie at most this deep: `<channel>/types/<name>.json`.
const DEPTH: usize = 2;

/// Folders beside the descriptions that belong to the crate.
const OTHERS: [&str; 3] = ["src", "tests", "target"];

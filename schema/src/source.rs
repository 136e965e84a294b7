//! Description files as text, and positions in them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// A position in a description file: bytes `start..end` of file number `file`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    pub(crate) file: usize,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// One description file.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path below the schema's folder, with `/` on every system: `app/text.json`.
    pub path: String,
    /// The path in the file system; `None` for a file in memory.
    pub file: Option<PathBuf>,
    pub(crate) text: String,
}

impl Span {
    /// Where it begins; mistakes are sorted by this.
    pub(crate) fn position(self) -> (usize, usize) {
        (self.file, self.start)
    }
}

impl Source {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Source {
    /// The lines that contain these bytes, and the number of the first line.
    pub(crate) fn lines(&self, bytes: Range<usize>) -> (usize, Range<usize>) {
        let before = self.text.get(..bytes.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |end| end + 1);
        let length = self.text.get(bytes.end..).and_then(|after| after.find('\n'));
        let end = length.map_or(self.text.len(), |length| bytes.end + length + 1);
        (before.matches('\n').count() + 1, start..end)
    }

    /// The path to show to users.
    pub(crate) fn shown(&self) -> String {
        self.file.as_ref().map_or_else(|| self.path.clone(), |file| file.display().to_string())
    }
}

/// The description files of a schema by their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    pub(crate) files: BTreeMap<String, Source>,
}

impl Sources {
    /// Reads all `.json` files in a schema's folder and its subfolders, except those whose names end in `.schema.json`: those
    /// are JSON Schemas.
    ///
    /// # Errors
    ///
    /// If the folder or a file in it cannot be read, if a file is not UTF-8, or if there is no description file.
    pub fn from_dir(dir: &Path) -> io::Result<Self> {
        let mut sources = Self::default();
        sources.add_dir(dir, "", DEPTH)?;
        if sources.files.is_empty() {
            let reason = format!("{} holds no description files", dir.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, reason));
        }
        Ok(sources)
    }

    /// Adds a file, or replaces the one with the same path.
    pub fn insert(&mut self, path: &str, file: Option<PathBuf>, text: &str) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        self.files.insert(path.to_owned(), Source { path: path.to_owned(), file, text });
    }

    /// The file with this path.
    pub fn get(&self, path: &str) -> Option<&Source> {
        self.files.get(path)
    }

    /// The file that a span is in, and the bytes that it takes of its text.
    pub fn locate(&self, span: Span) -> Option<(&Source, Range<usize>)> {
        let source = self.iter().nth(span.file)?;
        source.text.get(span.start..span.end).map(|_| (source, span.start..span.end))
    }

    /// The files in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.files.values()
    }

    fn add_dir(&mut self, dir: &Path, below: &str, depth: usize) -> io::Result<()> {
        let about =
            |path: &Path, error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        for entry in fs::read_dir(dir).map_err(|error| about(dir, error))? {
            let entry = entry.map_err(|error| about(dir, error))?;
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_other = below.is_empty() && OTHERS.contains(&name.as_str());
            if name.starts_with('.') || name.ends_with(".schema.json") || is_other {
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

/// Deeper than any description is, so that misplaced files are found but a circle of links is not followed forever.
const DEPTH: usize = 6;

/// Folders of the crate beside the descriptions.
const OTHERS: [&str; 3] = ["src", "tests", "target"];

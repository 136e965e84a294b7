//! Overlays: copies of descriptions that replace the originals. A copy carries a stamp of its original, so that a change of
//! the original is noticed.

use std::error::Error;
use std::fmt;
use std::hash::Hasher;
use std::path::PathBuf;

use fnv::FnvHasher;
use serde_json::Value;

use crate::source::{Source, Sources};

/// The key that holds the stamp.
pub(crate) const BASE: &str = "$base";

impl Source {
    /// A hash of the text, which does not depend on the kind of line breaks.
    pub fn stamp(&self) -> String {
        let mut hasher = FnvHasher::default();
        for line in self.text().lines() {
            hasher.write(line.as_bytes());
            hasher.write_u8(b'\n');
        }
        format!("{:016x}", hasher.finish())
    }

    /// A copy of the text for an overlay, with the stamp of this file in it.
    pub fn copy_to_change(&self) -> String {
        let stamp = self.stamp();
        match self.text().split_once('{') {
            Some((before, rest)) if rest.starts_with(['\n', '\r']) => {
                format!("{before}{{\n  \"{BASE}\": \"{stamp}\",{rest}")
            }
            Some((before, rest)) => format!("{before}{{ \"{BASE}\": \"{stamp}\",{rest}"),
            None => self.text().to_owned(),
        }
    }

    /// The stamp of the file that this one is a copy of.
    fn base(&self) -> Option<String> {
        let value: Value = serde_json::from_str(self.text()).ok()?;
        value.get(BASE)?.as_str().map(str::to_owned)
    }
}

impl Sources {
    /// Adds files; a file replaces one of the same path.
    ///
    /// # Errors
    ///
    /// If a file is a copy of one that has changed since. Then nothing is added.
    pub fn overlay(&mut self, over: Self) -> Result<(), StaleCopies> {
        let copies: Vec<StaleCopy> =
            over.iter().filter_map(|copy| StaleCopy::new(self.get(&copy.path)?, copy)).collect();
        if !copies.is_empty() {
            return Err(StaleCopies { copies });
        }
        self.files.extend(over.files);
        Ok(())
    }
}

/// Copies whose originals have changed since.
#[derive(Clone, Debug)]
pub struct StaleCopies {
    copies: Vec<StaleCopy>,
}

#[derive(Clone, Debug)]
struct StaleCopy {
    path: String,
    copy: Option<PathBuf>,
    original: Option<PathBuf>,
    stamp: String,
}

impl StaleCopy {
    fn new(original: &Source, copy: &Source) -> Option<Self> {
        let stamp = original.stamp();
        copy.base().filter(|base| *base != stamp).map(|_| Self {
            path: copy.path.clone(),
            copy: copy.file.clone(),
            original: original.file.clone(),
            stamp,
        })
    }
}

impl fmt::Display for StaleCopies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |file: &Option<PathBuf>| {
            file.as_ref().map_or_else(|| "in memory".to_owned(), |it| it.display().to_string())
        };
        for StaleCopy { path, copy, original, stamp } in &self.copies {
            writeln!(f, "{path}: the built-in description has changed since your copy of it was made")?;
            writeln!(f, "  yours:    {}", shown(copy))?;
            writeln!(f, "  built in: {}", shown(original))?;
            writeln!(f, "  take over what is new there, then write \"{BASE}\": \"{stamp}\" into yours")?;
        }
        f.write_str("nothing was generated; `wecom-codegen diff` tells what a change means")
    }
}

impl Error for StaleCopies {}

#[cfg(test)]
mod tests {
    use crate::source::Sources;

    fn sources(text: &str) -> Sources {
        let mut sources = Sources::default();
        sources.insert("app/text.json", None, text);
        sources
    }

    #[test]
    fn a_copy_is_laid_over_what_it_was_made_of() {
        for text in ["{\n  \"message\": \"text\"\n}", "{ \"message\": \"text\" }", "{\r\n\"message\":\"text\"}"] {
            let mut built_in = sources(text);
            let copy = built_in.get("app/text.json").unwrap().copy_to_change();
            assert!(serde_json::from_str::<serde_json::Value>(&copy).unwrap()["$base"].is_string(), "{copy}");
            built_in.overlay(sources(&copy)).unwrap();
        }
    }

    #[test]
    fn a_copy_of_something_older_is_refused_and_nothing_is_laid_over() {
        let copy = sources("{ \"message\": \"text\" }").get("app/text.json").unwrap().copy_to_change();
        let mut built_in = sources("{ \"message\": \"text\", \"doc\": \"new\" }");
        let mut over = sources(&copy);
        over.insert("app/other.json", None, "{}");
        let stale = built_in.overlay(over).unwrap_err().to_string();
        assert!(stale.contains("app/text.json") && stale.contains("$base"), "{stale}");
        assert!(built_in.get("app/other.json").is_none());
    }

    #[test]
    fn a_file_without_a_base_replaces_whatever_is_there() {
        let mut built_in = sources("{ \"message\": \"text\" }");
        built_in.overlay(sources("{ \"message\": \"text\", \"doc\": \"mine\" }")).unwrap();
        assert!(built_in.get("app/text.json").unwrap().text().contains("mine"));
    }

    #[test]
    fn line_ends_make_no_difference() {
        let stamp = |text| sources(text).get("app/text.json").unwrap().stamp();
        assert_eq!(stamp("{\n}\n"), stamp("{\r\n}\r\n"));
        assert_ne!(stamp("{\n}"), stamp("{\n }"));
    }
}

//! The files of a store in a folder.

use std::fs;
use std::path::{Path, PathBuf};

/// The only file of a store in this folder that holds a token.
pub(crate) fn token_file(folder: &Path) -> PathBuf {
    let files = fs::read_dir(folder.join("wecom-tokens")).unwrap().map(|file| file.unwrap().path());
    let mut records = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let record = records.next().expect("a token was saved");
    assert_eq!(records.next(), None, "one application, one file");
    record
}

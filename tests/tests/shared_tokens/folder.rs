//! A folder that is gone after the test.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("wecom-shared-tokens-{}-{number}", process::id()));
        let _ = fs::remove_dir_all(&path); // of an earlier process with the same id
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// The only file of a store in this folder that holds a token.
    pub(crate) fn token_file(&self) -> PathBuf {
        let files = fs::read_dir(self.0.join("wecom-tokens")).unwrap().map(|file| file.unwrap().path());
        let mut records = files.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
        let record = records.next().expect("a token was saved");
        assert_eq!(records.next(), None, "one application, one file");
        record
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

//! Uploaded files, kept for three days.

use std::collections::HashMap;
use std::time::Duration;

use super::upload::Kind;

/// How long a file is kept.
const LIFETIME: Duration = Duration::from_secs(3 * 24 * 60 * 60);

/// The number of bytes kept; beyond it the oldest files are removed.
const KEPT: usize = 256 * 1024 * 1024;

/// No such file.
const UNKNOWN: i32 = 40007;
/// The file is older than three days.
const EXPIRED: i32 = 40145;

/// The files, by their ids.
#[derive(Debug, Default)]
pub(crate) struct StoredFiles(HashMap<String, StoredFile>);

/// A file of a corporation.
#[derive(Debug)]
pub(crate) struct StoredFile {
    pub(super) kind: Kind,
    pub(super) corp_id: String,
    pub(super) filename: String,
    pub(super) content_type: String,
    pub(crate) content: Vec<u8>,
    pub(super) stored: Duration,
}

impl StoredFiles {
    pub(super) fn add(&mut self, id: String, file: StoredFile) {
        self.0.insert(id, file);
        let mut bytes: usize = self.0.values().map(|file| file.content.len()).sum();
        while bytes > KEPT && self.0.len() > 1 {
            let oldest = self.0.iter().min_by_key(|(_, file)| file.stored).map(|(id, _)| id.clone());
            let removed = oldest.and_then(|id| self.0.remove(&id));
            bytes -= removed.map_or(0, |file| file.content.len());
        }
    }

    /// The file, of any corporation and any age.
    pub(crate) fn by_id(&self, id: &str) -> Option<&StoredFile> {
        self.0.get(id)
    }

    /// The file, if it belongs to this corporation; all its applications share it.
    pub(super) fn find(&self, id: &str, corp_id: &str, now: Duration) -> Result<&StoredFile, i32> {
        let file = self.0.get(id).filter(|file| file.corp_id == corp_id).ok_or(UNKNOWN)?;
        if now < file.stored + LIFETIME { Ok(file) } else { Err(EXPIRED) }
    }
}

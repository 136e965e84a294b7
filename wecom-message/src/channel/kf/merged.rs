//! The messages inside a forwarded chat record.

use crate::api::kf::{MergedMessage, SyncedContent};
use crate::message::read::mismatch::ReadError;
use crate::message::read::read_object;

impl MergedMessage {
    /// Reads [`content`](field@Self::content), which is JSON in a string.
    ///
    /// # Errors
    ///
    /// If it is not JSON, or does not fit the type of message that it names.
    pub fn read_content(&self) -> Result<SyncedContent, ReadError> {
        let members = serde_json::from_str(&self.content).map_err(ReadError::Syntax)?;
        read_object(members)
    }
}

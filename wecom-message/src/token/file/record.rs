//! What is in a file: an entry, and when it was saved and ends.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::store::milliseconds::whole_milliseconds;
use crate::token::entry::Entry;

pub(super) fn write(entry: &Entry, now: SystemTime) -> String {
    let record = json!({
        "entry": entry.text(),
        "saved_ms": since_1970(now),
        "ends_ms": since_1970(now + entry.lifetime()),
    });
    record.to_string()
}

/// `None` where the text is not one of these, the entry is over, or it is from the future: then a clock was changed, and
/// it is unknown when the entry ends.
pub(super) fn read(text: &str, now: SystemTime) -> Option<Entry> {
    let record: Value = serde_json::from_str(text).ok()?;
    let milliseconds = |name: &str| record.get(name)?.as_u64();
    let now = since_1970(now);
    if milliseconds("saved_ms")? > now {
        return None;
    }
    let left = milliseconds("ends_ms")?.saturating_sub(now);
    Entry::from_text(record.get("entry")?.as_str()?, Duration::from_millis(left))
}

fn since_1970(time: SystemTime) -> u64 {
    whole_milliseconds(time.duration_since(UNIX_EPOCH).unwrap_or_default())
}

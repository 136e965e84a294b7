//! Reading with a limit.

use std::io::{self, Read};

/// Reads everything, but at most `limit` bytes.
pub(crate) fn read_up_to(limit: u64, reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(limit).read_to_end(&mut bytes)?;
    Ok(bytes)
}

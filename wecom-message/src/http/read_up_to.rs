//! Reading no more than wanted, wherever it comes from.

use std::io::{self, Read};

/// The whole of it, or its first `most` bytes. One function for all readers, whose kinds would each need their own.
pub(crate) fn read_up_to(most: u64, reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

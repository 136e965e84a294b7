//! The body of a request: one buffer, which a long content is copied into once.

use std::io::{self, Write};

use serde::Serialize;

use super::{Fields, Object};

/// The body of a request that holds these members, as the client sends it.
///
/// # Errors
///
/// Only what a [`Fields`] itself reports.
pub fn body(members: &impl Fields) -> Result<Vec<u8>, serde_json::Error> {
    let mut serializer = serde_json::Serializer::new(Body(Vec::with_capacity(ROOM)));
    Object(members).serialize(&mut serializer)?;
    Ok(serializer.into_inner().0)
}

/// Most bodies fit into this, and what follows a long content does.
const ROOM: usize = 1024;

struct Body(Vec<u8>);

impl Body {
    /// A long content comes in one piece. Without room behind it, the quotation mark that ends it would move it.
    fn write_beyond(&mut self, bytes: &[u8]) {
        self.0.reserve(bytes.len() + ROOM);
        self.0.extend_from_slice(bytes);
    }
}

// Inline, since most of what serde_json writes at a time is one byte that the compiler knows.
impl Write for Body {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > self.0.capacity() - self.0.len() {
            self.write_beyond(bytes);
        } else {
            self.0.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

//! The body of a request: one buffer, which a long content is copied into once.

use std::io::{self, Write};

use crate::fields::{Fields, Object};

/// One JSON object.
pub(crate) fn write(members: &impl Fields) -> Result<Vec<u8>, serde_json::Error> {
    let mut body = Body(Vec::with_capacity(ROOM));
    serde_json::to_writer(&mut body, &Object(members))?;
    Ok(body.0)
}

/// Most bodies fit into this, and what follows a long content does.
const ROOM: usize = 1024;

struct Body(Vec<u8>);

// Inlined, since most of what is written is a single byte that is known beforehand.
impl Write for Body {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.len() > self.0.capacity() - self.0.len() {
            // A long content comes in one piece. Without room behind it, the quotation mark that ends it would move it.
            self.0.reserve(bytes.len() + ROOM);
        }
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

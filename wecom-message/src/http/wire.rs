//! The connection as ureq sees it. Head and body of a request leave in one write, and the query is added as they leave.

use std::fmt;
use std::io::{Read, Write};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, LazyBuffers, NextTimeout, Transport};

use super::exchange;
use super::logged_head;
use super::request::Query;
use super::socket::Socket;

/// The least that is written at once while more is to come, and the most that is read at once.
pub(super) const BUFFER: usize = 16 * 1024;

pub(super) struct Wire {
    below: Below,
    /// What ureq writes to and reads from.
    buffers: LazyBuffers,
    /// What ureq has written and the connection has not sent yet.
    unsent: Vec<u8>,
    /// The query whose answer the next read begins.
    asked: Option<Query>,
}

#[derive(Debug)]
pub(super) enum Below {
    Socket(Socket),
    /// TLS, or a tunnel through a proxy.
    Layers(Box<dyn Transport>),
}

impl Wire {
    pub(super) fn over(below: Below) -> Self {
        // ureq refuses a head of more than BUFFER bytes, and has to read more than that to see it.
        Self { below, buffers: LazyBuffers::new(2 * BUFFER, BUFFER), unsent: Vec::new(), asked: None }
    }

    fn flush(&mut self, timeout: NextTimeout) -> Result<(), Error> {
        if self.unsent.is_empty() {
            return Ok(());
        }
        if let Some(query) = exchange::take_query() {
            insert_query(&mut self.unsent, &query)?;
            self.asked = Some(query);
        }
        let written = self.below.write_all(&self.unsent, timeout);
        self.unsent.clear();
        written
    }
}

impl Transport for Wire {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.unsent.extend_from_slice(self.buffers.output().get(..amount).unwrap_or_default());
        if self.unsent.len() >= BUFFER { self.flush(timeout) } else { Ok(()) }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.flush(timeout)?;
        let buffer = self.buffers.input_append_buf();
        let read = match self.asked.take().filter(|_| logged_head::is_logged()) {
            Some(query) => self.below.read_head(buffer, &query, timeout),
            None => self.below.read(buffer, timeout),
        };
        if matches!(read, Err(Error::Io(_))) {
            exchange::break_off();
        }
        let read = read?;
        self.buffers.input_appended(read);
        Ok(read > 0)
    }

    fn is_open(&mut self) -> bool {
        match &mut self.below {
            Below::Socket(socket) => socket.is_open(),
            Below::Layers(transport) => transport.is_open(),
        }
    }

    fn is_tls(&self) -> bool {
        match &self.below {
            Below::Socket(_) => false,
            Below::Layers(transport) => transport.is_tls(),
        }
    }
}

/// Not the buffers: they hold messages and tokens.
impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire").finish_non_exhaustive()
    }
}

impl Below {
    fn write_all(&mut self, mut bytes: &[u8], timeout: NextTimeout) -> Result<(), Error> {
        match self {
            Self::Socket(socket) => socket.write_all(bytes),
            Self::Layers(transport) => {
                while !bytes.is_empty() {
                    let written = transport.buffers().output().write(bytes)?;
                    transport.transmit_output(written, timeout)?;
                    bytes = bytes.get(written..).unwrap_or_default();
                }
                Ok(())
            }
        }
    }

    /// Reads what has arrived; 0 at the end.
    fn read(&mut self, buffer: &mut [u8], timeout: NextTimeout) -> Result<usize, Error> {
        match self {
            Self::Socket(socket) => socket.read(buffer),
            Self::Layers(transport) => {
                transport.maybe_await_input(timeout)?;
                let read = transport.buffers().input().read(buffer)?;
                transport.buffers().input_consume(read);
                Ok(read)
            }
        }
    }

    /// Reads at least the whole head of an answer, and masks what ureq would log of it.
    fn read_head(&mut self, buffer: &mut [u8], query: &Query, timeout: NextTimeout) -> Result<usize, Error> {
        let mut filled = 0;
        loop {
            let read = self.read(buffer.get_mut(filled..).unwrap_or_default(), timeout)?;
            filled += read;
            let is_whole = logged_head::mask(buffer.get_mut(..filled).unwrap_or_default(), query);
            if is_whole || read == 0 {
                return Ok(filled);
            }
        }
    }
}

/// `POST /path HTTP/1.1` becomes `POST /path?query HTTP/1.1`.
fn insert_query(request: &mut Vec<u8>, query: &Query) -> Result<(), Error> {
    let line = request.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let Some(end_of_path) = line.iter().rposition(|byte| *byte == b' ') else {
        return Err(Error::Other("the request line is not where it was expected".into()));
    };
    let separator = if line.contains(&b'?') { b'&' } else { b'?' };
    let rest = request.split_off(end_of_path);
    request.push(separator);
    request.extend_from_slice(query.as_bytes());
    request.extend_from_slice(&rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_query(head: &str) -> String {
        let mut request = head.as_bytes().to_vec();
        insert_query(&mut request, &Query::new("a=1%26&b=2".to_owned())).unwrap();
        String::from_utf8(request).unwrap()
    }

    #[test]
    fn the_query_goes_into_the_request_line() {
        assert_eq!(
            with_query("GET /p HTTP/1.1\r\nA: b c\r\n\r\n{ }"),
            "GET /p?a=1%26&b=2 HTTP/1.1\r\nA: b c\r\n\r\n{ }"
        );
        assert_eq!(with_query("GET /p?x HTTP/1.1\r\n\r\n"), "GET /p?x&a=1%26&b=2 HTTP/1.1\r\n\r\n");
    }
}

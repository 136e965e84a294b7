//! The connection that ureq sees: it gathers head and body into one write and keeps the query to itself.

use std::io::Write;

use ureq::Error;
use ureq::unversioned::transport::{Buffers, NextTimeout, Transport};

use super::exchange;
use super::redirect;
use super::request::Query;
use super::socket::Socket;

pub(super) const BUFFER: usize = 16 * 1024;

/// Less room than this is not worth waiting for more.
const NEARLY_FULL: usize = 1024;

#[derive(Debug)]
pub(super) struct Wire {
    below: Below,
    buffers: WireBuffers,
}

#[derive(Debug)]
pub(super) enum Below {
    Socket(Socket),
    /// TLS, or a tunnel through a proxy.
    Layers(Box<dyn Transport>),
}

impl Wire {
    pub(super) fn over(below: Below) -> Self {
        Self { below, buffers: WireBuffers::new() }
    }

    fn flush(&mut self, timeout: NextTimeout) -> Result<(), Error> {
        if self.buffers.held == 0 {
            return Ok(());
        }
        if let Some(query) = exchange::take_query() {
            self.buffers.insert_query(&query)?;
            self.buffers.awaits_head = true;
        }
        let held = std::mem::take(&mut self.buffers.held);
        let mut bytes = self.buffers.output.get(..held).unwrap_or_default();
        let written = match &mut self.below {
            Below::Socket(socket) => socket.write_all(bytes),
            Below::Layers(transport) => loop {
                if bytes.is_empty() {
                    break Ok(());
                }
                let now = copy(bytes, transport.buffers().output());
                bytes = bytes.get(now..).unwrap_or_default();
                if let Err(error) = transport.transmit_output(now, timeout) {
                    break Err(error);
                }
            },
        };
        self.buffers.output.truncate(BUFFER);
        written
    }
}

/// As much as fits; how much that was.
fn copy(from: &[u8], to: &mut [u8]) -> usize {
    let fits = from.len().min(to.len());
    if let (Some(from), Some(to)) = (from.get(..fits), to.get_mut(..fits)) {
        to.copy_from_slice(from);
    }
    fits
}

impl Transport for Wire {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.buffers.held += amount;
        if self.buffers.held + NEARLY_FULL > BUFFER { self.flush(timeout) } else { Ok(()) }
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.flush(timeout)?;
        let read = match &mut self.below {
            Below::Socket(socket) => {
                let read = socket.read(self.buffers.input_append_buf())?;
                self.buffers.input_appended(read);
                read
            }
            Below::Layers(transport) => {
                transport.maybe_await_input(timeout)?;
                let taken = copy(transport.buffers().input(), self.buffers.input_append_buf());
                transport.buffers().input_consume(taken);
                self.buffers.input_appended(taken);
                taken
            }
        };
        self.buffers.hide_location();
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

struct WireBuffers {
    output: Vec<u8>,
    /// How much of the output waits to be written.
    held: usize,
    input: Vec<u8>,
    start: usize,
    end: usize,
    progress: bool,
    /// Whether the head of an answer is still to come.
    awaits_head: bool,
}

impl WireBuffers {
    fn new() -> Self {
        let (output, input) = (vec![0; BUFFER], vec![0; BUFFER]);
        Self { output, held: 0, input, start: 0, end: 0, progress: false, awaits_head: false }
    }

    /// Once the whole head is there, and before ureq reads it.
    fn hide_location(&mut self) {
        if self.awaits_head {
            let input = self.input.get_mut(self.start..self.end).unwrap_or_default();
            self.awaits_head = redirect::is_shown() && !redirect::hide_location(input);
        }
    }

    /// `POST /path HTTP/1.1` becomes `POST /path?query HTTP/1.1`.
    fn insert_query(&mut self, query: &Query) -> Result<(), Error> {
        let head = self.output.get(..self.held).unwrap_or_default();
        let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
        let Some(at) = line.iter().rposition(|byte| *byte == b' ') else {
            return Err(Error::Other("the request line is not where it was expected".into()));
        };
        let pieces =
            [if line.contains(&b'?') { "&" } else { "?" }, &query.before, query.secret.encoded(), &query.after];
        let length: usize = pieces.iter().map(|piece| piece.len()).sum();
        let end = self.held + length;
        if end > self.output.len() {
            self.output.resize(end, 0);
        }
        // What is held moves, not the whole buffer.
        self.output.copy_within(at..self.held, at + length);
        let mut gap = self.output.get_mut(at..at + length).unwrap_or_default();
        for piece in pieces {
            // Writing into a slice fails where it is full, and the gap is as long as the pieces are.
            gap.write_all(piece.as_bytes())?;
        }
        self.held = end;
        Ok(())
    }
}

impl Buffers for WireBuffers {
    fn output(&mut self) -> &mut [u8] {
        self.output.get_mut(self.held..).unwrap_or_default()
    }

    fn input(&self) -> &[u8] {
        self.input.get(self.start..self.end).unwrap_or_default()
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        if self.start > 0 {
            self.input.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.end == self.input.len() {
            self.input.resize(self.end + BUFFER, 0); // only while ureq waits for a head, whose size it limits
        }
        self.input.get_mut(self.end..).unwrap_or_default()
    }

    fn input_appended(&mut self, amount: usize) {
        self.end += amount;
    }

    fn input_consume(&mut self, amount: usize) {
        self.progress = amount > 0;
        self.start += amount;
        if self.start >= self.end {
            self.start = 0;
            self.end = 0;
        }
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        let tmp = self.input.get_mut(self.end..).unwrap_or_default();
        let output = self.output.get_mut(self.held..).unwrap_or_default();
        (tmp, output)
    }

    fn can_use_input(&self) -> bool {
        self.start < self.end && self.progress
    }
}

/// Not the bytes: they are messages, and tokens.
impl std::fmt::Debug for WireBuffers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WireBuffers")
            .field("held", &self.held)
            .field("unread", &(self.end - self.start))
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_query(head: &str) -> String {
        let mut buffers = WireBuffers::new();
        buffers.output()[..head.len()].copy_from_slice(head.as_bytes());
        buffers.held = head.len();
        buffers.insert_query(&Query { before: "a=".into(), secret: "1&".into(), after: "&b=2".to_owned() }).unwrap();
        String::from_utf8(buffers.output[..buffers.held].to_vec()).unwrap()
    }

    #[test]
    fn the_query_goes_into_the_request_line() {
        assert_eq!(
            with_query("GET /p HTTP/1.1\r\nA: b c\r\n\r\n{ }"),
            "GET /p?a=1%26&b=2 HTTP/1.1\r\nA: b c\r\n\r\n{ }"
        );
        assert_eq!(with_query("GET /p?x HTTP/1.1\r\n\r\n"), "GET /p?x&a=1%26&b=2 HTTP/1.1\r\n\r\n");
    }

    #[test]
    fn input_grows_and_moves_up() {
        let mut buffers = WireBuffers::new();
        buffers.input_append_buf()[..3].copy_from_slice(b"abc");
        buffers.input_appended(3);
        assert!(!buffers.can_use_input(), "nothing was consumed yet: more must be read first");
        buffers.input_consume(1);
        assert!(buffers.can_use_input());
        assert_eq!(buffers.input_append_buf().len(), BUFFER - 2);
        buffers.input_appended(BUFFER - 2);
        assert_eq!(buffers.input_append_buf().len(), BUFFER);
        assert_eq!(&buffers.input()[..2], b"bc");
    }
}

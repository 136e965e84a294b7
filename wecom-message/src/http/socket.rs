//! A TCP connection that keeps the deadline of the current exchange and counts what it sends.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use ureq::Error;
use ureq::http::Uri;

use super::exchange::{self, Step};

/// The longest wait in one system call. The deadline is looked at in between; a timeout that stays the same is set once.
const TICK: Duration = Duration::from_secs(1);

#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    read_timeout: Option<Duration>,
    write_timeout: Option<Duration>,
    /// Whether nothing has happened since the last read.
    just_read: bool,
    /// Whether the other side answered before it had read the request, and reads no more of it.
    is_answered: bool,
}

impl Socket {
    /// Looks the host up and connects to the first address that answers.
    ///
    /// The lookup runs on this thread and takes as long as the system's resolver does: bounding it would take a thread
    /// for each lookup.
    pub(super) fn open(uri: &Uri) -> Result<Self, Error> {
        exchange::enter(Step::Resolve);
        let host = uri.host().ok_or(Error::HostNotFound)?;
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let default = if uri.scheme_str() == Some("https") { 443 } else { 80 };
        let addresses: Vec<SocketAddr> = (host, uri.port_u16().unwrap_or(default)).to_socket_addrs()?.collect();
        exchange::enter(Step::Connect);
        let stream = connect(&addresses)?;
        stream.set_nodelay(true)?;
        exchange::enter(Step::Handshake);
        Ok(Self { stream, read_timeout: None, write_timeout: None, just_read: false, is_answered: false })
    }

    /// Writes everything, unless an answer comes first and the other side takes no more. A server refuses a large upload
    /// that way (413); the rest of the request is left out, and the answer is read.
    pub(super) fn write_all(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        self.just_read = false;
        while !bytes.is_empty() {
            if self.is_answered {
                return exchange::time_left().map(drop);
            }
            let timeout = Some(exchange::time_left()?.min(TICK));
            if timeout != self.write_timeout {
                self.stream.set_write_timeout(timeout)?;
                self.write_timeout = timeout;
            }
            match self.stream.write(bytes) {
                Ok(0) => return Err(std::io::Error::from(ErrorKind::WriteZero).into()),
                Ok(written) => {
                    exchange::count_sent(written);
                    bytes = bytes.get(written..).unwrap_or_default();
                }
                // Waited for a tick without any progress.
                Err(error) if is_interruption(&error) => self.is_answered = has_answer(&self.stream),
                Err(_) if has_input(&self.stream) => self.is_answered = true,
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Reads what has arrived; 0 at the end.
    pub(super) fn read(&mut self, buffer: &mut [u8]) -> Result<usize, Error> {
        loop {
            let timeout = Some(exchange::time_left()?.min(TICK));
            if timeout != self.read_timeout {
                self.stream.set_read_timeout(timeout)?;
                self.read_timeout = timeout;
            }
            match self.stream.read(buffer) {
                Ok(read) => {
                    exchange::count_received(read)?;
                    self.just_read = true;
                    return Ok(read);
                }
                Err(error) if is_interruption(&error) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Whether the other side has neither closed the connection nor sent anything unasked.
    ///
    /// ureq asks when it puts a connection into the pool, and again when it takes it out. Only the second answer matters,
    /// so the first costs no system call.
    pub(super) fn is_open(&mut self) -> bool {
        !self.is_answered && (std::mem::take(&mut self.just_read) || is_quiet(&self.stream))
    }
}

/// Whether there is nothing to read, not even the end of the stream.
fn is_quiet(stream: &TcpStream) -> bool {
    matches!(peek(stream, &mut [0]), Err(error) if error.kind() == ErrorKind::WouldBlock)
}

/// Whether there are bytes to read.
fn has_input(stream: &TcpStream) -> bool {
    matches!(peek(stream, &mut [0]), Ok(1..))
}

/// Whether an answer has arrived that is final and not encrypted. In a TLS connection this cannot be told from here.
fn has_answer(stream: &TcpStream) -> bool {
    let mut beginning = *b"HTTP/1.1 xxx";
    let is_whole = matches!(peek(stream, &mut beginning), Ok(read) if read == beginning.len());
    is_whole && beginning.starts_with(b"HTTP/") && matches!(beginning.get(8..10), Some([b' ', b'2'..=b'9']))
}

/// Looks at what has arrived, without waiting.
fn peek(stream: &TcpStream, buffer: &mut [u8]) -> std::io::Result<usize> {
    stream.set_nonblocking(true)?;
    let peeked = stream.peek(buffer);
    stream.set_nonblocking(false)?;
    peeked
}

/// A signal or a socket timeout. The caller tries again until the deadline.
fn is_interruption(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::WouldBlock | ErrorKind::TimedOut)
}

/// Gives every address a share of the time left, so that a dead first one does not use it up.
fn connect(addresses: &[SocketAddr]) -> Result<TcpStream, Error> {
    let mut last = Error::HostNotFound;
    for (tried, address) in addresses.iter().enumerate() {
        let share = u32::try_from(addresses.len() - tried).unwrap_or(u32::MAX);
        let timeout = (exchange::time_left()? / share).max(Duration::from_millis(1));
        match TcpStream::connect_timeout(address, timeout) {
            Ok(stream) => return Ok(stream),
            Err(error) if is_interruption(&error) => last = exchange::timed_out(),
            Err(error) => last = error.into(),
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_connection_is_quiet_until_the_other_side_closes_it_or_sends_something() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let ends: [fn(TcpStream); 2] = [drop, |mut other| other.write_all(b"x").unwrap()];
        for end in ends {
            let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            let (other, _) = listener.accept().unwrap();
            assert!(is_quiet(&stream) && is_quiet(&stream));
            end(other);
            // Waits: the connection is still a blocking one.
            stream.peek(&mut [0]).unwrap();
            assert!(!is_quiet(&stream));
        }
    }
}

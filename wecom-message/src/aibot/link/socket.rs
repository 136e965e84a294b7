//! The stream under the WebSocket: the reading thread's own. What it writes, answers to pings, goes through the outlet.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::outlet::{Outlet, Wire};

/// Reads of the stream, and of the TLS over it.
pub(super) struct Socket {
    stream: TcpStream,
    outlet: Arc<Outlet>,
    is_tls: bool,
    /// What came over the stream and is not decrypted yet.
    came: Vec<u8>,
    taken: usize,
    is_end: bool,
    /// When the handshake must be over.
    deadline: Option<Instant>,
}

impl Socket {
    const BUFFER: usize = 16 * 1024;

    pub(super) fn new(stream: TcpStream, outlet: Arc<Outlet>, deadline: Instant) -> Self {
        let is_tls = matches!(*outlet.lock(), Wire::Tls(..));
        Self { stream, outlet, is_tls, came: Vec::new(), taken: 0, is_end: false, deadline: Some(deadline) }
    }

    /// From now on, a read waits for this time at most.
    pub(super) fn read_in_ticks(&mut self, tick: Duration) -> io::Result<()> {
        self.deadline = None;
        self.stream.set_read_timeout(Some(tick))
    }

    fn read_stream(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(deadline) = self.deadline {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.stream.set_read_timeout(Some(left))?;
        }
        loop {
            match self.stream.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                outcome => return outcome,
            }
        }
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.is_tls {
            return self.read_stream(buffer);
        }
        loop {
            let mut came = self.came.get(self.taken..).unwrap_or_default();
            let before = came.len();
            let outcome = self.outlet.lock().decrypt(&mut came, self.is_end, buffer);
            self.taken += before - came.len();
            match outcome {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                outcome => return outcome,
            }
            let mut came = vec![0; Self::BUFFER];
            let read = self.read_stream(&mut came)?;
            came.truncate(read);
            (self.came, self.taken, self.is_end) = (came, 0, read == 0);
        }
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.outlet.write_bytes(bytes).map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

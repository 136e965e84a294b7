//! The writing side of a connection, shared by all threads.

use std::io::{self, Read, Write as _};
use std::net::TcpStream;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustls::ClientConnection;
use tungstenite::Bytes;
use tungstenite::protocol::frame::Frame;
use tungstenite::protocol::frame::coding::{Data, OpCode};

/// The writing side of a connection.
///
/// Frames are laid out here and not by tungstenite, which would write their texts, and so the secret, to its log.
pub(in crate::aibot) struct Outlet {
    wire: Mutex<Wire>,
    shut: TcpStream,
}

/// The stream, and the TLS over it, which both directions share.
pub(super) enum Wire {
    Plain(TcpStream),
    Tls(Box<ClientConnection>, TcpStream),
}

impl Outlet {
    pub(super) fn new(wire: Wire, shut: TcpStream) -> Self {
        Self { wire: Mutex::new(wire), shut }
    }

    /// Writes a text as one frame. If this fails, the frame is not complete, so WeCom did not read it.
    pub(in crate::aibot) fn write(&self, text: Bytes) -> io::Result<()> {
        let mut mask = [0; 4];
        getrandom::fill(&mut mask).map_err(io::Error::other)?;
        let mut frame = Frame::message(text, OpCode::Data(Data::Text), true);
        frame.header_mut().mask = Some(mask);
        let mut bytes = Vec::with_capacity(frame.len());
        frame.format(&mut bytes).map_err(io::Error::other)?;
        self.write_bytes(&bytes)
    }

    pub(super) fn write_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        self.lock().write(bytes)
    }

    /// Ends the connection in both directions.
    pub(in crate::aibot) fn shut(&self) {
        super::shut(&self.shut);
    }

    /// A writer that panicked leaves half a frame, and the peer ends such a connection.
    pub(super) fn lock(&self) -> MutexGuard<'_, Wire> {
        self.wire.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wire {
    pub(super) fn plain(stream: &TcpStream) -> io::Result<Self> {
        stream.try_clone().map(Self::Plain)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(stream) => stream.write_all(bytes),
            Self::Tls(tls, stream) => {
                tls.writer().write_all(bytes)?;
                flush(tls, stream)
            }
        }
    }

    /// Takes what came in over the stream, and gives the plaintext of it. `WouldBlock` if there is none yet.
    pub(super) fn decrypt(&mut self, came: &mut &[u8], is_end: bool, buffer: &mut [u8]) -> io::Result<usize> {
        let Self::Tls(tls, stream) = self else { return came.read(buffer) };
        loop {
            match tls.reader().read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock && (is_end || !came.is_empty()) => {}
                outcome => return outcome,
            }
            tls.read_tls(came)?;
            tls.process_new_packets().map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
            flush(tls, stream)?;
        }
    }
}

fn flush(tls: &mut ClientConnection, stream: &mut TcpStream) -> io::Result<()> {
    while tls.wants_write() {
        tls.write_tls(stream)?;
    }
    Ok(())
}

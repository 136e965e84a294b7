//! The writing side of a connection, shared by all threads.

use std::io::{self, Read as _, Write as _};
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
    /// Nothing may follow what was written: half a frame, or the end.
    Gone,
}

impl Outlet {
    pub(super) fn new(wire: Wire, shut: TcpStream) -> Self {
        Self { wire: Mutex::new(wire), shut }
    }

    /// Writes a text as one frame. If this fails, the frame is not complete, so WeCom did not read it.
    pub(in crate::aibot) fn write(&self, text: Bytes) -> io::Result<()> {
        self.write_bytes(&masked(Frame::message(text, OpCode::Data(Data::Text), true))?)
    }

    pub(super) fn write_bytes(&self, bytes: &[u8]) -> io::Result<()> {
        self.lock().write(bytes)
    }

    /// Ends the connection in both directions, with a close frame if no other frame is being written.
    pub(in crate::aibot) fn shut(&self) {
        if let Ok(mut wire) = self.wire.try_lock()
            && let Ok(frame) = masked(Frame::close(None))
        {
            // It is a courtesy; the connection may be broken.
            drop(wire.write(&frame));
            *wire = Wire::Gone;
        }
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
        let outcome = match self {
            Self::Plain(stream) => stream.write_all(bytes),
            Self::Tls(tls, stream) => tls.writer().write_all(bytes).and_then(|()| flush(tls, stream)),
            Self::Gone => Err(io::ErrorKind::NotConnected.into()),
        };
        if outcome.is_err() {
            *self = Self::Gone;
        }
        outcome
    }

    /// Takes what came in over the stream, and gives the plaintext of it. `WouldBlock` if there is none yet.
    pub(super) fn decrypt(&mut self, came: &mut &[u8], is_end: bool, buffer: &mut [u8]) -> io::Result<usize> {
        let Self::Tls(tls, stream) = self else { return Err(io::ErrorKind::NotConnected.into()) };
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

/// The bytes of a frame, masked as those of clients are.
fn masked(mut frame: Frame) -> io::Result<Vec<u8>> {
    let mut mask = [0; 4];
    getrandom::fill(&mut mask).map_err(io::Error::other)?;
    frame.header_mut().mask = Some(mask);
    let mut bytes = Vec::with_capacity(frame.len());
    frame.format(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes)
}

fn flush(tls: &mut ClientConnection, stream: &mut TcpStream) -> io::Result<()> {
    while tls.wants_write() {
        tls.write_tls(stream)?;
    }
    Ok(())
}

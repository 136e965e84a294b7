//! One connection: a TCP stream, TLS, and a WebSocket over both, which one thread reads and any thread writes.

pub(super) mod address;
mod outlet;
mod socket;
mod tls;

use std::io;
use std::net::{Shutdown, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tungstenite::protocol::WebSocketConfig;
use tungstenite::{HandshakeError, Message, WebSocket};

use self::address::Address;
pub(super) use self::outlet::Outlet;
use self::outlet::Wire;
use self::socket::Socket;
pub(super) use self::tls::Tls;
use crate::http::failure::{Failure, Phase, TransportError};

/// The longest frame of WeCom that is read, in bytes. Callbacks have a few KiB.
const MAX_FRAME: usize = 16 * 1024 * 1024;

/// How often the reading thread looks at the time.
const TICK: Duration = Duration::from_millis(250);

/// The longest time that the system may take to accept bytes. A peer that reads nothing for so long is gone.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// The reading side of a connection.
pub(super) struct Link {
    websocket: WebSocket<Socket>,
    outlet: Arc<Outlet>,
}

/// What a read gave.
pub(super) enum Read {
    Text(String),
    /// Something that is no text: a ping of the WebSocket, which is answered already.
    Other,
    /// Nothing in a quarter of a second.
    Nothing,
}

impl Link {
    /// Opens a connection, in at most this time.
    pub(super) fn open(address: &Address, tls: &Tls, time: Duration) -> Result<Self, TransportError> {
        let deadline = Instant::now() + time;
        let failed = |failure, source: Box<dyn std::error::Error + Send + Sync>| TransportError {
            phase: Phase::NotSent,
            failure,
            host: Some(address.host_and_port()),
            proxy: None,
            source: Some(source),
        };
        let stream = connect(address, deadline).map_err(|(failure, error)| failed(failure, error.into()))?;
        let shut = stream.try_clone().map_err(|error| failed(Failure::Connect, error.into()))?;
        let of_io = |error: io::Error| match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => failed(Failure::Timeout, error.into()),
            _ => failed(if address.is_tls() { Failure::Tls } else { Failure::Connect }, error.into()),
        };
        let wire = if address.is_tls() { tls.wire(address, &stream, deadline) } else { Wire::plain(&stream) };
        let outlet = Arc::new(Outlet::new(wire.map_err(of_io)?, shut));
        let socket = Socket::new(stream, Arc::clone(&outlet), deadline);
        let config = WebSocketConfig::default().max_message_size(Some(MAX_FRAME)).max_frame_size(Some(MAX_FRAME));
        match tungstenite::client::client_with_config(address.url(), socket, Some(config)) {
            Ok((mut websocket, _)) => {
                websocket.get_mut().read_in_ticks(TICK).map_err(of_io)?;
                Ok(Self { websocket, outlet })
            }
            Err(HandshakeError::Interrupted(_)) => Err(TransportError::plain(Phase::NotSent, Failure::Timeout)),
            Err(HandshakeError::Failure(tungstenite::Error::Io(error))) if is_timeout(&error) => {
                Err(failed(Failure::Timeout, error.into()))
            }
            Err(HandshakeError::Failure(error)) => Err(failed(Failure::Protocol, error.into())),
        }
    }

    /// The writing side.
    pub(super) fn outlet(&self) -> &Arc<Outlet> {
        &self.outlet
    }

    /// Reads the next text. Waits for a short time only.
    pub(super) fn read(&mut self) -> Result<Read, tungstenite::Error> {
        match self.websocket.read() {
            Ok(Message::Text(text)) => Ok(Read::Text(text.as_str().to_owned())),
            Ok(_) => Ok(Read::Other),
            Err(tungstenite::Error::Io(error)) if is_timeout(&error) => Ok(Read::Nothing),
            Err(error) => Err(error),
        }
    }
}

/// However it ends, WeCom sees the end.
impl Drop for Link {
    fn drop(&mut self) {
        self.outlet.shut();
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)
}

/// Tries each address of the host.
fn connect(address: &Address, deadline: Instant) -> Result<TcpStream, (Failure, io::Error)> {
    let (host, port) = (address.host(), address.port());
    let found = (host, port).to_socket_addrs().map_err(|error| (Failure::Resolve, error))?;
    let mut last = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for found in found {
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err((Failure::Timeout, io::ErrorKind::TimedOut.into()));
        }
        match TcpStream::connect_timeout(&found, left).and_then(|stream| configured(stream, left)) {
            Ok(stream) => return Ok(stream),
            Err(error) => last = error,
        }
    }
    let failure = if is_timeout(&last) { Failure::Timeout } else { Failure::Connect };
    Err((failure, last))
}

fn configured(stream: TcpStream, left: Duration) -> io::Result<TcpStream> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(left))?;
    stream.set_write_timeout(Some(WRITE_TIMEOUT))?;
    Ok(stream)
}

/// Ends both directions; whoever reads or writes notices.
fn shut(stream: &TcpStream) {
    // One that is closed already is what was wanted.
    drop(stream.shutdown(Shutdown::Both));
}

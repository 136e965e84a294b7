//! A TLS server with a certificate from an authority that only these tests know.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

pub(crate) struct Authority {
    pub(crate) pem: String,
    config: Arc<ServerConfig>,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let root_key = KeyPair::generate().unwrap();
        let mut root = CertificateParams::new(Vec::new()).unwrap();
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = root.self_signed(&root_key).unwrap();
        let key = KeyPair::generate().unwrap();
        let leaf = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let leaf = leaf.signed_by(&key, &root, &root_key).unwrap();
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let mut config = config.with_no_client_auth().with_single_cert(vec![leaf.der().clone()], private).unwrap();
        // Each session ticket would be one more thing that the server says.
        config.send_tls13_tickets = 0;
        Self { pem: root.pem(), config: Arc::new(config) }
    }

    /// A server that speaks TLS to clients and passes the bytes on in the clear, in both directions.
    pub(crate) fn tunnel_to(&self, behind: SocketAddr) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let config = Arc::clone(&self.config);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let config = Arc::clone(&config);
                thread::spawn(move || {
                    let mut client = StreamOwned::new(ServerConnection::new(config).unwrap(), stream);
                    // A client that does not trust the certificate ends it.
                    drop(pump(&mut client, TcpStream::connect(behind).unwrap()));
                });
            }
        });
        address
    }

    /// A server that speaks TLS to clients and hands each request to `behind` in the clear.
    pub(crate) fn terminate_tls_before(&self, behind: SocketAddr) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let config = Arc::clone(&self.config);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let config = Arc::clone(&config);
                thread::spawn(move || {
                    let connection = ServerConnection::new(config).unwrap();
                    let mut client = BufReader::new(StreamOwned::new(connection, stream));
                    let mut server = BufReader::new(TcpStream::connect(behind).unwrap());
                    while let Some(request) = http_message(&mut client) {
                        server.get_mut().write_all(&request).unwrap();
                        let Some(answer) = http_message(&mut server) else { return };
                        client.get_mut().write_all(&answer).unwrap();
                    }
                });
            }
        });
        address
    }
}

/// Passes bytes on in both directions, whichever come first.
fn pump(client: &mut StreamOwned<ServerConnection, TcpStream>, mut server: TcpStream) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    for stream in [&client.sock, &server] {
        stream.set_read_timeout(Some(Duration::from_millis(1)))?;
    }
    let came = |outcome: io::Result<usize>| match outcome {
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => Ok(None),
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        outcome => outcome.map(Some),
    };
    loop {
        if let Some(read) = came(client.read(&mut buffer))? {
            server.write_all(&buffer[..read])?;
        }
        if let Some(read) = came(server.read(&mut buffer))? {
            client.write_all(&buffer[..read])?;
        }
    }
}

/// A head and as many bytes of body as it announces.
fn http_message(stream: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut message = Vec::new();
    let mut length = 0;
    loop {
        let start = message.len();
        if stream.read_until(b'\n', &mut message).ok()? == 0 {
            return None;
        }
        let line = String::from_utf8_lossy(&message[start..]).to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    message.extend(body);
    Some(message)
}

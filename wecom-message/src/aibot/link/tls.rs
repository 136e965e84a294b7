//! TLS by rustls.

use std::io;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore};

use super::address::Address;
use super::outlet::Wire;

/// The settings of TLS, made once.
#[derive(Clone)]
pub(in crate::aibot) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// With these root certificates in PEM, or those of Mozilla.
    pub(in crate::aibot) fn new(roots: Option<&[u8]>) -> Result<Self, String> {
        let roots = match roots {
            Some(pem) => certificates(pem)?,
            None => webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect(),
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| error.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(config)))
    }

    /// The handshake.
    pub(super) fn wire(&self, address: &Address, stream: &TcpStream, deadline: Instant) -> io::Result<Wire> {
        let name = ServerName::try_from(address.host().to_owned()).map_err(io::Error::other)?;
        let mut tls = ClientConnection::new(Arc::clone(&self.0), name).map_err(io::Error::other)?;
        // What is written leaves at once, and a frame may be longer than the limit.
        tls.set_buffer_limit(None);
        let mut stream = stream.try_clone()?;
        while tls.is_handshaking() {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::ErrorKind::TimedOut.into());
            }
            stream.set_read_timeout(Some(left))?;
            tls.complete_io(&mut stream)?;
        }
        Ok(Wire::Tls(Box::new(tls), stream))
    }
}

fn certificates(pem: &[u8]) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|_| "the root certificates are not valid PEM")?;
        roots.add(certificate).map_err(|_| "a root certificate is not valid")?;
    }
    if roots.is_empty() {
        return Err("the root certificates are not PEM: they contain no -----BEGIN CERTIFICATE-----".to_owned());
    }
    Ok(roots)
}

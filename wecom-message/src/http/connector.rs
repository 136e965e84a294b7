//! Opens connections for ureq's pool: TCP, through a proxy if there is one, with TLS if the URL is https.

use ureq::Error;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
#[cfg(feature = "native-tls")]
use ureq::unversioned::transport::NativeTlsConnector;
#[cfg(feature = "rustls")]
use ureq::unversioned::transport::RustlsConnector;
use ureq::unversioned::transport::{ConnectProxyConnector, ConnectionDetails, Connector, NextTimeout, Transport};

use super::exchange;
use super::socket::Socket;
use super::wire::{Below, Wire};

#[derive(Debug, Default)]
pub(super) struct Connections {
    proxy: ConnectProxyConnector,
    #[cfg(feature = "rustls")]
    rustls: RustlsConnector,
    #[cfg(feature = "native-tls")]
    native_tls: NativeTlsConnector,
}

impl Connections {
    fn open(&self, details: &ConnectionDetails<'_>) -> Result<Wire, Error> {
        // The connection to a proxy is opened by this connector, too, through `details.run_connector`.
        let tunnel = Connector::<Wire>::connect(&self.proxy, details, None)?;
        let wire = match tunnel {
            Some(tunnel) => Wire::over(Below::Layers(Box::new(tunnel))),
            None => Wire::over(Below::Socket(Socket::open(details.uri)?)),
        };
        if !details.needs_tls() {
            return Ok(wire);
        }
        let wire = self.secure(details, wire)?;
        if wire.is_tls() { Ok(wire) } else { Err(Error::TlsRequired) }
    }

    #[cfg(not(any(feature = "rustls", feature = "native-tls")))]
    #[allow(clippy::unused_self, reason = "the other `secure` uses it")]
    fn secure(&self, _: &ConnectionDetails<'_>, _: Wire) -> Result<Wire, Error> {
        Err(Error::TlsRequired)
    }

    /// Each of ureq's TLS connectors does nothing if the configuration names the other one.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    fn secure(&self, details: &ConnectionDetails<'_>, wire: Wire) -> Result<Wire, Error> {
        let layers: Box<dyn Transport> = Box::new(wire);
        #[cfg(feature = "rustls")]
        let layers = match self.rustls.connect(details, Some(layers))? {
            Some(layers) => Box::new(layers) as Box<dyn Transport>,
            None => return Err(Error::TlsRequired),
        };
        #[cfg(feature = "native-tls")]
        let layers = match self.native_tls.connect(details, Some(layers))? {
            Some(layers) => Box::new(layers) as Box<dyn Transport>,
            None => return Err(Error::TlsRequired),
        };
        Ok(Wire::over(Below::Layers(layers)))
    }
}

impl Connector<()> for Connections {
    type Out = Wire;

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<Wire>, Error> {
        let outermost = exchange::begin_connect();
        let wire = self.open(details)?;
        if outermost {
            exchange::end_connect();
        }
        Ok(Some(wire))
    }
}

/// Resolves nothing: ureq resolves for every request, even if it then uses a pooled connection. The socket resolves its host
/// when it is opened.
#[derive(Debug)]
pub(super) struct Unresolved;

impl Resolver for Unresolved {
    fn resolve(&self, _: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        Ok(self.empty())
    }
}

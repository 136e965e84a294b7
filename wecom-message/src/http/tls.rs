//! The TLS library, and its root certificates.

use ureq::config::ConfigBuilder;
#[cfg(any(feature = "rustls", feature = "native-tls"))]
use ureq::tls::{PemItem, RootCerts, TlsConfig, TlsProvider, parse_pem};
use ureq::typestate::AgentScope;

/// The library that speaks TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlsBackend {
    /// rustls, with the root certificates of Mozilla. Needs the feature `rustls`, and is the default with it.
    Rustls,
    /// The library of the operating system, with its root certificates. Needs the feature `native-tls`.
    NativeTls,
}

impl TlsBackend {
    fn available() -> Option<Self> {
        if cfg!(feature = "rustls") {
            Some(Self::Rustls)
        } else if cfg!(feature = "native-tls") {
            Some(Self::NativeTls)
        } else {
            None
        }
    }

    fn is_available(self) -> bool {
        match self {
            Self::Rustls => cfg!(feature = "rustls"),
            Self::NativeTls => cfg!(feature = "native-tls"),
        }
    }
}

type Builder = ConfigBuilder<AgentScope>;

pub(super) fn configure(config: Builder, wanted: Option<TlsBackend>, roots: Option<&[u8]>) -> Result<Builder, String> {
    let Some(backend) = wanted.or(TlsBackend::available()) else {
        return Err("https needs one of the cargo features rustls and native-tls; neither is on".to_owned());
    };
    if !backend.is_available() {
        let name = if backend == TlsBackend::Rustls { "rustls" } else { "native-tls" };
        return Err(format!("the chosen TLS library needs the cargo feature {name}, which is not on"));
    }
    apply(config, backend, roots)
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn apply(config: Builder, backend: TlsBackend, roots: Option<&[u8]>) -> Result<Builder, String> {
    let (provider, default_roots) = match backend {
        TlsBackend::Rustls => (TlsProvider::Rustls, RootCerts::WebPki),
        TlsBackend::NativeTls => (TlsProvider::NativeTls, RootCerts::PlatformVerifier),
    };
    let roots = match roots {
        Some(pem) => certificates(pem)?,
        None => default_roots,
    };
    // Without a provider ureq would use rustls, even if only native-tls is available.
    Ok(config.tls_config(TlsConfig::builder().provider(provider).root_certs(roots).build()))
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn certificates(pem: &[u8]) -> Result<RootCerts, String> {
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            Ok(_) => {}
            Err(_) => return Err("the root certificates are not valid PEM".to_owned()),
        }
    }
    if found.is_empty() {
        return Err("the root certificates are not PEM: they contain no -----BEGIN CERTIFICATE-----".to_owned());
    }
    Ok(RootCerts::from(found))
}

/// Unreachable: no library is available.
#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
fn apply(_: Builder, _: TlsBackend, _: Option<&[u8]>) -> Result<Builder, String> {
    Err("this build has no TLS".to_owned())
}

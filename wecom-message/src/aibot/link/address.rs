//! The address of the WebSocket.

use std::fmt;

use crate::http::base_url::BaseUrl;

/// WeCom's public service.
pub(in crate::aibot) const WECOM: &str = "wss://openws.work.weixin.qq.com";

/// A checked `wss://` or `ws://` URL.
#[derive(Clone)]
pub(in crate::aibot) struct Address {
    url: String,
    host: String,
    port: u16,
    is_tls: bool,
    is_loopback: bool,
}

impl Address {
    /// The error does not repeat the URL, which may hold a password.
    pub(in crate::aibot) fn parse(url: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = url.split_once("://").ok_or("it does not start with wss:// or ws://")?;
        let is_tls = match scheme.to_ascii_lowercase().as_str() {
            "wss" => true,
            "ws" => false,
            _ => return Err("it does not start with wss:// or ws://"),
        };
        let base = BaseUrl::parse(&format!("{}://{rest}", if is_tls { "https" } else { "http" }))?;
        let (host, port) = base.host_and_port();
        let (host, is_loopback) = (host.to_owned(), base.is_loopback());
        Ok(Self { url: format!("{}://{rest}", if is_tls { "wss" } else { "ws" }), host, port, is_tls, is_loopback })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn host_and_port(&self) -> String {
        format!("{}:{}", self.host, self.port)
    }

    pub(super) fn is_tls(&self) -> bool {
        self.is_tls
    }

    /// Whether nobody on the network can listen.
    pub(in crate::aibot) fn is_private(&self) -> bool {
        self.is_tls || self.is_loopback
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.url, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_a_websocket() {
        for (url, host, port, is_private) in [
            (WECOM, "openws.work.weixin.qq.com", 443, true),
            ("WSS://ws.example.com:8443/bot", "ws.example.com", 8443, true),
            ("ws://127.0.0.1:8080", "127.0.0.1", 8080, true),
            ("ws://[::1]:8080/a", "::1", 8080, true),
            ("ws://ws.example.com", "ws.example.com", 80, false),
        ] {
            let address = Address::parse(url).unwrap();
            assert_eq!((address.host(), address.port(), address.is_private()), (host, port, is_private), "{url}");
        }
        for url in ["https://a", "a", "", "ws://", "ws://a:b@c", "wss://a?secret=b", "wss://a:x"] {
            assert!(Address::parse(url).is_err(), "{url}");
        }
    }
}

//! The base URL: scheme, host, port and path prefix, checked once.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use ureq::http::Uri;
use ureq::http::uri::Scheme;

/// WeCom's public service.
pub(crate) const WECOM: &str = "https://qyapi.weixin.qq.com";

/// A checked base URL. It holds no secret: user names, passwords and queries are refused.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Without a slash at the end.
    text: String,
    is_https: bool,
    is_loopback: bool,
}

impl BaseUrl {
    /// Checks a base URL. The error does not repeat the URL, which may hold a password.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let text = text.trim();
        if !text.contains("://") {
            return Err("it does not start with https:// or http://");
        }
        if text.contains(['?', '#']) {
            return Err("it has a query or a fragment");
        }
        let uri: Uri = text.parse().map_err(|_| {
            "it is not a valid URL (international host names are written in punycode, other characters percent-encoded)"
        })?;
        let is_https = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => true,
            Some(scheme) if *scheme == Scheme::HTTP => false,
            _ => return Err("its scheme is neither https nor http"),
        };
        let authority = uri.authority().ok_or("it has no host")?;
        if authority.as_str().contains('@') {
            return Err("it has a user name or a password");
        }
        let host = authority.host();
        let port = authority.as_str().strip_prefix(host).unwrap_or_default();
        if !(port.is_empty() || authority.port_u16().is_some_and(|port| port > 0)) {
            return Err("its port is not a number from 1 to 65535");
        }
        if !uri.path().is_ascii() {
            return Err("its path has characters that must be percent-encoded");
        }
        let scheme = if is_https { Scheme::HTTPS } else { Scheme::HTTP };
        // Other tools want it in the base URL; here it is part of every endpoint.
        let path = uri.path().trim_end_matches('/');
        let prefix = path.strip_suffix("/cgi-bin").unwrap_or(path).trim_end_matches('/');
        let text = format!("{scheme}://{}{prefix}", authority.as_str().to_ascii_lowercase());
        Ok(Self { text, is_https, is_loopback: is_loopback(host)? })
    }

    /// The host, without the brackets of an IPv6 address, and the port.
    pub(crate) fn host_and_port(&self) -> (&str, u16) {
        let (_, rest) = self.text.split_once("://").unwrap_or_default();
        let authority = rest.split('/').next().unwrap_or_default();
        let default = if self.is_https { 443 } else { 80 };
        let port = |text: &str| text.parse().unwrap_or(default);
        if let Some((host, rest)) = authority.strip_prefix('[').and_then(|bracketed| bracketed.split_once(']')) {
            return (host, rest.strip_prefix(':').map_or(default, port));
        }
        authority.split_once(':').map_or((authority, default), |(host, text)| (host, port(text)))
    }

    /// The URL of an endpoint: `cgi-bin/message/send`. `None` if that is not a valid path.
    pub(crate) fn endpoint(&self, path: &str) -> Option<Uri> {
        format!("{}/{}", self.text, path.trim_start_matches('/')).parse().ok()
    }

    pub(crate) fn is_https(&self) -> bool {
        self.is_https
    }

    /// Whether the host is this machine: `localhost`, 127.0.0.0/8 or `::1`.
    pub(crate) fn is_loopback(&self) -> bool {
        self.is_loopback
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

/// Fails for a host that is empty, or in brackets and not an IPv6 address.
fn is_loopback(host: &str) -> Result<bool, &'static str> {
    if host.is_empty() {
        return Err("it has no host");
    }
    if let Some(bracketed) = host.strip_prefix('[') {
        let address = bracketed.strip_suffix(']').and_then(|text| text.parse::<Ipv6Addr>().ok());
        return address.map(|address| address.is_loopback()).ok_or("its host is not a valid IPv6 address");
    }
    let is_loopback_address = host.parse().is_ok_and(|address: IpAddr| address.is_loopback());
    Ok(is_loopback_address || host.eq_ignore_ascii_case("localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_port_and_path_prefix() {
        let base = BaseUrl::parse("HTTPS://WeCom.example.com:8443/wx/api/").unwrap();
        assert_eq!(
            base.endpoint("cgi-bin/gettoken").unwrap(),
            "https://wecom.example.com:8443/wx/api/cgi-bin/gettoken"
        );
        assert!(base.is_https() && !base.is_loopback());
        for (text, shown) in [
            ("https://host/cgi-bin", "https://host"),
            ("https://host/cgi-bin/", "https://host"),
            ("https://host/wx/cgi-bin//", "https://host/wx"),
            ("https://host/my-cgi-bin/", "https://host/my-cgi-bin"),
            ("https://host/cgi-bin/wx", "https://host/cgi-bin/wx"),
            (" https://host/cgi-bin/\r\n", "https://host"),
        ] {
            assert_eq!(BaseUrl::parse(text).unwrap().to_string(), shown);
        }
        assert_eq!(BaseUrl::parse(WECOM).unwrap().endpoint("/a").unwrap(), "https://qyapi.weixin.qq.com/a");
    }

    #[test]
    fn knows_loopback() {
        for text in ["http://127.0.0.1:1", "http://127.8.9.10", "http://LOCALHOST/x", "http://[::1]:80/"] {
            assert!(BaseUrl::parse(text).unwrap().is_loopback(), "{text}");
        }
        for text in ["http://128.0.0.1", "http://localhost.example.com", "http://[::2]", "http://127.0.0.1.nip.io"] {
            assert!(!BaseUrl::parse(text).unwrap().is_loopback(), "{text}");
        }
    }

    #[test]
    fn refuses_without_repeating() {
        for text in [
            "qyapi.weixin.qq.com",
            "ftp://hush",
            "https://",
            "https://:80",
            "https://user:hush@host",
            "https://host?secret=hush",
            "https://host/#hush",
            "https://host:0",
            "https://host:65536",
            "https://host:",
            "https://a b",
            "https://企业微信.example",
            "https://host/pre fix",
            "https://host/路径",
            "https://[::1",
            "https://[::1]x",
            "https://[zz]",
            "https://a:1:2",
            "https://a\\b",
        ] {
            let reason = BaseUrl::parse(text).expect_err(text);
            assert!(!reason.contains("hush"), "{text}: {reason}");
        }
    }
}

//! Where WeCom is: scheme, host, port and path prefix, checked once.

use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// WeCom's public service.
pub(crate) const WECOM: &str = "https://qyapi.weixin.qq.com";

/// A checked base URL. It holds nothing secret: user names, passwords and queries are refused.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Without a slash at the end.
    text: String,
    is_https: bool,
    is_loopback: bool,
}

impl BaseUrl {
    /// Checks a base URL. What is wrong is told without repeating the URL, which may carry a password.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = text.split_once("://").ok_or("it does not start with https:// or http://")?;
        let is_https = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err("its scheme is neither https nor http"),
        };
        if rest.contains(['?', '#']) {
            return Err("it has a query or a fragment");
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err("it has a user name or a password");
        }
        let (host, port) = split_port(authority)?;
        if port.is_some_and(|port| !matches!(port.parse::<u16>(), Ok(1..))) {
            return Err("its port is not a number from 1 to 65535");
        }
        let is_loopback = is_loopback(host)?;
        if !is_path(path) {
            return Err("its path has characters that must be percent-encoded");
        }
        let scheme = if is_https { "https" } else { "http" };
        let text = format!("{scheme}://{}{}", authority.to_ascii_lowercase(), path.trim_end_matches('/'));
        Ok(Self { text, is_https, is_loopback })
    }

    /// The URL of an endpoint: `cgi-bin/message/send`.
    pub(crate) fn join(&self, path: &str) -> String {
        format!("{}/{}", self.text, path.trim_start_matches('/'))
    }

    /// Host and port as a request names them: without the port that goes without saying.
    pub(crate) fn host(&self) -> &str {
        let default = if self.is_https { 443 } else { 80 };
        let authority = self.text.split('/').nth(2).unwrap_or_default();
        match authority.rsplit_once(':') {
            Some((host, port)) if port.parse() == Ok(default) => host,
            _ => authority,
        }
    }

    pub(crate) fn is_https(&self) -> bool {
        self.is_https
    }

    /// Whether the host is this machine itself: `localhost`, 127.0.0.0/8 or `::1`.
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

fn split_port(authority: &str) -> Result<(&str, Option<&str>), &'static str> {
    let Some(after_bracket) = authority.rfind(']') else {
        return Ok(match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        });
    };
    let (host, rest) = authority.split_at(after_bracket + 1);
    match rest.strip_prefix(':') {
        None if !rest.is_empty() => Err("its host is not valid"),
        port => Ok((host, port)),
    }
}

/// Also refuses what is no host.
fn is_loopback(host: &str) -> Result<bool, &'static str> {
    if let Some(bracketed) = host.strip_prefix('[') {
        let address = bracketed.strip_suffix(']').and_then(|text| text.parse::<Ipv6Addr>().ok());
        return address.map(|address| address.is_loopback()).ok_or("its host is not a valid IPv6 address");
    }
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return Ok(address.is_loopback());
    }
    if host.is_empty() {
        return Err("it has no host");
    }
    if !host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')) {
        return Err("its host has characters that do not belong there (international names are written in punycode)");
    }
    Ok(host.eq_ignore_ascii_case("localhost"))
}

fn is_path(path: &str) -> bool {
    path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%/".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_port_and_path_prefix() {
        let base = BaseUrl::parse("HTTPS://WeCom.example.com:8443/wx/api/").unwrap();
        assert_eq!(base.join("cgi-bin/gettoken"), "https://wecom.example.com:8443/wx/api/cgi-bin/gettoken");
        assert!(base.is_https() && !base.is_loopback());
        assert_eq!(BaseUrl::parse(WECOM).unwrap().join("/a"), "https://qyapi.weixin.qq.com/a");
    }

    #[test]
    fn a_request_names_the_port_where_it_is_not_the_usual_one() {
        for (text, host) in [
            (WECOM, "qyapi.weixin.qq.com"),
            ("https://wecom.example.com:443/wx", "wecom.example.com"),
            ("https://wecom.example.com:80", "wecom.example.com:80"),
            ("http://127.0.0.1:80", "127.0.0.1"),
            ("http://[::1]:8080/wx", "[::1]:8080"),
            ("http://[::80]", "[::80]"),
        ] {
            assert_eq!(BaseUrl::parse(text).unwrap().host(), host);
        }
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

//! Addresses that WeCom sends, and that allow something: whoever has one can read a file, or speak as the bot.

use crate::http::base_url::BaseUrl;
use crate::http::request::Query;

/// The parts of such an address: https, or http on this machine.
pub(super) struct SecretUrl<'u> {
    pub(super) base_url: BaseUrl,
    pub(super) path: &'u str,
    query: &'u str,
}

impl<'u> SecretUrl<'u> {
    /// `None` if it is no such address. It is already percent-encoded, and stays as it is.
    pub(super) fn parse(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (authority, target) = rest.split_at_checked(rest.find(['/', '?']).unwrap_or(rest.len()))?;
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let base_url = BaseUrl::parse(&format!("{scheme}://{authority}")).ok()?;
        (base_url.is_https() || base_url.is_loopback()).then_some(Self { base_url, path, query })
    }

    pub(super) fn host(&self) -> &str {
        self.base_url.host_and_port().0
    }

    pub(super) fn query(&self) -> Query {
        Query::new(self.query.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stays_as_it_is() {
        for (url, host, path) in [
            ("https://media.example.com/a%3Db?sign=1", "media.example.com", "/a%3Db"),
            ("https://media.example.com:8443/a/b", "media.example.com", "/a/b"),
            ("http://127.0.0.1:80?x", "127.0.0.1", ""),
        ] {
            let parsed = SecretUrl::parse(url).unwrap();
            assert_eq!((parsed.host(), parsed.path), (host, path), "{url}");
        }
        for url in ["http://media.example.com/a", "ftp://a", "media.example.com", "", "https://", "https://a:b@c/"] {
            assert!(SecretUrl::parse(url).is_none(), "{url}");
        }
    }
}

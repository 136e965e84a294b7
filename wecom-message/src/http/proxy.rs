//! The choice of the proxy.

use ureq::{Proxy, ProxyProtocol};

use super::secret::Secret;

/// The proxy for all requests but those to loopback.
#[derive(Clone, Debug)]
pub(crate) enum ProxyChoice {
    Environment,
    Direct,
    /// The URL may contain a password.
    Url(Secret),
}

pub(super) fn choose(choice: &ProxyChoice, https: bool) -> Result<Option<Proxy>, String> {
    match choice {
        ProxyChoice::Direct => Ok(None),
        ProxyChoice::Environment => from_environment(https, |name| std::env::var(name).ok()),
        ProxyChoice::Url(url) => match parse(url.expose(), None) {
            Some(proxy) if is_socks(&proxy) => Err("SOCKS proxies are not supported; use an HTTP proxy".to_owned()),
            Some(proxy) => Ok(Some(proxy)),
            None => Err("the proxy is not a valid URL such as http://proxy.example.com:8080".to_owned()),
        },
    }
}

/// Whether the connection to the proxy itself is encrypted.
pub(super) fn needs_tls(proxy: &Proxy) -> bool {
    proxy.protocol() == ProxyProtocol::Https
}

/// Reads the environment as curl does. ureq would prefer `ALL_PROXY`, and use no proxy if that is a SOCKS proxy: the wrong
/// choice with the common `https_proxy=http://… all_proxy=socks5://…`.
fn from_environment(https: bool, variable: impl Fn(&str) -> Option<String>) -> Result<Option<Proxy>, String> {
    let names = if https { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    let set = |name: &&str| variable(name).filter(|value| !value.trim().is_empty());
    let exceptions = ["NO_PROXY", "no_proxy"].iter().find_map(set);
    let mut unusable = None;
    for name in names.iter().chain(&["ALL_PROXY", "all_proxy"]) {
        let Some(value) = set(name) else { continue };
        match parse(value.trim(), exceptions.as_deref()) {
            Some(proxy) if !is_socks(&proxy) => return Ok(Some(proxy)),
            _ => unusable = unusable.or(Some(*name)),
        }
    }
    match unusable {
        None => Ok(None),
        Some(name) => Err(format!(
            "the environment variable {name} is not the URL of an HTTP proxy (SOCKS is not supported); \
             change it, or set a proxy, or none, on the builder"
        )),
    }
}

fn is_socks(proxy: &Proxy) -> bool {
    !matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https)
}

/// ureq cannot add exceptions to a parsed URL, so the proxy is parsed and built again.
fn parse(url: &str, exceptions: Option<&str>) -> Option<Proxy> {
    let parsed = Proxy::new(url).ok().filter(|proxy| !proxy.host().is_empty())?;
    let Some(exceptions) = exceptions else { return Some(parsed) };
    let mut builder = Proxy::builder(parsed.protocol()).host(parsed.host()).port(parsed.port());
    if let Some(name) = parsed.username() {
        builder = builder.username(name);
    }
    if let Some(password) = parsed.password() {
        builder = builder.password(password);
    }
    for exception in exceptions.split(',').map(str::trim).filter(|exception| !exception.is_empty()) {
        builder = builder.no_proxy(exception);
    }
    builder.build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(https: bool, variables: &[(&str, &str)]) -> Result<Option<(String, u16)>, String> {
        let value = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let proxy = from_environment(https, value)?;
        Ok(proxy.map(|proxy| (proxy.host().to_owned(), proxy.port())))
    }

    #[test]
    fn the_environment_is_read_as_curl_does() {
        let both = [("https_proxy", "http://a:1"), ("http_proxy", "http://b:2"), ("all_proxy", "socks5://c:3")];
        assert_eq!(chosen(true, &both), Ok(Some(("a".to_owned(), 1))));
        assert_eq!(chosen(false, &both), Ok(Some(("b".to_owned(), 2))));
        assert_eq!(chosen(true, &[("ALL_PROXY", "http://c:3"), ("HTTPS_PROXY", "")]), Ok(Some(("c".to_owned(), 3))));
        assert_eq!(chosen(true, &[("http_proxy", "http://b:2")]), Ok(None));
        assert!(chosen(true, &both[2..]).unwrap_err().contains("all_proxy"));
    }

    #[test]
    fn a_proxy_has_a_host() {
        assert!(chosen(true, &[("HTTPS_PROXY", "http://:8080")]).unwrap_err().contains("HTTPS_PROXY"));
    }

    #[test]
    fn exceptions_are_kept() {
        let value = |name: &str| match name {
            "https_proxy" => Some("http://user:p%40ss@a:1".to_owned()),
            "no_proxy" => Some("localhost, .example.com".to_owned()),
            _ => None,
        };
        let proxy = from_environment(true, value).unwrap().unwrap();
        assert!(proxy.is_no_proxy(&"https://wx.example.com/".parse().unwrap()));
        assert!(!proxy.is_no_proxy(&"https://qyapi.weixin.qq.com/".parse().unwrap()));
        assert_eq!((proxy.username(), proxy.password()), (Some("user"), Some("p@ss")));
    }

    #[test]
    fn a_refused_proxy_is_not_repeated() {
        for url in ["http://user:hush@", "socks5://user:hush@host", "ftp://hush"] {
            let reason = choose(&ProxyChoice::Url(url.into()), true).unwrap_err();
            assert!(!reason.contains("hush"), "{reason}");
        }
    }
}

//! The choice of the proxy.

use std::fmt;
use std::sync::Arc;

use ureq::{Proxy, ProxyProtocol};

use super::base_url::BaseUrl;
use super::no_proxy;
use super::secret::Secret;

/// The proxy for all requests but those to loopback.
#[derive(Clone, Debug)]
pub(crate) enum ProxyChoice {
    Environment,
    Direct,
    /// The URL may contain a password.
    Url(Secret),
}

/// The name of a proxy in errors: its URL without user name and password, and where it was set.
#[derive(Clone, Debug)]
pub(crate) struct ProxyName(Arc<str>);

#[cfg(test)]
impl ProxyName {
    pub(crate) fn of_test() -> Self {
        Self("the proxy http://proxy.example.com:8080, set by the builder".into())
    }
}

impl fmt::Display for ProxyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) proxy: Proxy,
    pub(super) name: ProxyName,
}

impl Chosen {
    /// `set_by`: the builder, or a variable.
    fn new(proxy: Proxy, set_by: &str) -> Self {
        let scheme = if needs_tls(&proxy) { "https" } else { "http" };
        let name = format!("the proxy {scheme}://{}:{}, set by {set_by}", proxy.host(), proxy.port());
        Self { proxy, name: ProxyName(name.into()) }
    }
}

pub(super) fn choose(choice: &ProxyChoice, base_url: &BaseUrl) -> Result<Option<Chosen>, String> {
    match choice {
        ProxyChoice::Direct => Ok(None),
        ProxyChoice::Environment => from_environment(base_url, |name| std::env::var(name).ok()),
        ProxyChoice::Url(url) => match parsed(url.expose()) {
            Some(proxy) if is_socks(&proxy) => Err("SOCKS proxies are not supported; use an HTTP proxy".to_owned()),
            Some(proxy) => Ok(Some(Chosen::new(proxy, "the builder"))),
            None => Err("the proxy on the builder is not a valid URL such as http://proxy.example.com:8080".to_owned()),
        },
    }
}

/// Whether the connection to the proxy itself is encrypted.
pub(super) fn needs_tls(proxy: &Proxy) -> bool {
    proxy.protocol() == ProxyProtocol::Https
}

/// Reads the environment as curl does. ureq would prefer `ALL_PROXY`, and use no proxy if that is a SOCKS proxy: the wrong
/// choice with the common `https_proxy=http://… all_proxy=socks5://…`.
fn from_environment(base_url: &BaseUrl, variable: impl Fn(&str) -> Option<String>) -> Result<Option<Chosen>, String> {
    let names = if base_url.is_https() { ["HTTPS_PROXY", "https_proxy"] } else { ["HTTP_PROXY", "http_proxy"] };
    let set = |name: &&str| variable(name).filter(|value| !value.trim().is_empty());
    let (host, port) = base_url.host_and_port();
    if ["NO_PROXY", "no_proxy"].iter().find_map(set).is_some_and(|list| no_proxy::names(&list, host, port)) {
        return Ok(None);
    }
    let mut unusable = None;
    for name in names.iter().chain(&["ALL_PROXY", "all_proxy"]) {
        let Some(value) = set(name) else { continue };
        match parsed(&value) {
            Some(proxy) if !is_socks(&proxy) => {
                return Ok(Some(Chosen::new(proxy, &format!("the environment variable {name}"))));
            }
            _ => unusable = unusable.or(Some(*name)),
        }
    }
    match unusable {
        None => Ok(None),
        Some(name) => Err(format!(
            "the environment variable {name} is not the URL of an HTTP proxy (SOCKS is not supported); \
             change it, add the host to NO_PROXY, or set a proxy, or none, on the builder"
        )),
    }
}

/// ureq takes a URL without a host, such as `http://:8080`, and fails when it connects.
fn parsed(url: &str) -> Option<Proxy> {
    Proxy::new(url.trim()).ok().filter(|proxy| !proxy.host().is_empty())
}

fn is_socks(proxy: &Proxy) -> bool {
    !matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(https: bool, variables: &[(&str, &str)]) -> Result<Option<String>, String> {
        let value = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let base_url = if https { "https://qyapi.weixin.qq.com" } else { "http://wecom.example.com" };
        let chosen = from_environment(&BaseUrl::parse(base_url).unwrap(), value)?;
        Ok(chosen.map(|chosen| chosen.name.to_string()))
    }

    #[test]
    fn the_environment_is_read_as_curl_does() {
        let set = |url: &str, name: &str| Ok(Some(format!("the proxy {url}, set by the environment variable {name}")));
        let both = [("https_proxy", "http://a:1"), ("http_proxy", "http://b:2"), ("all_proxy", "socks5://c:3")];
        assert_eq!(chosen(true, &both), set("http://a:1", "https_proxy"));
        assert_eq!(chosen(false, &both), set("http://b:2", "http_proxy"));
        assert_eq!(chosen(true, &[("ALL_PROXY", "http://c:3"), ("HTTPS_PROXY", "")]), set("http://c:3", "ALL_PROXY"));
        assert_eq!(chosen(true, &[("http_proxy", "http://b:2")]), Ok(None));
        assert!(chosen(true, &both[2..]).unwrap_err().contains("all_proxy"));
    }

    #[test]
    fn no_proxy_applies_to_a_host_that_is_excepted_usable_or_not() {
        for proxy in ["http://a:1", "socks5://127.0.0.1:7890", "htp://a", "://"] {
            for list in ["qyapi.weixin.qq.com", "localhost,.qq.com", "*"] {
                assert_eq!(chosen(true, &[("ALL_PROXY", proxy), ("NO_PROXY", list)]), Ok(None), "{proxy} {list}");
            }
            let other = chosen(true, &[("ALL_PROXY", proxy), ("no_proxy", "example.com")]);
            assert_eq!(other.is_ok(), proxy == "http://a:1", "{proxy}");
        }
    }

    #[test]
    fn a_proxy_without_a_host_is_none() {
        for url in ["http://:8080", "https://:443/", ":8080", "http://@:8080", "http://"] {
            let choice = ProxyChoice::Url(url.into());
            let base_url = BaseUrl::parse("https://wx.example.com").unwrap();
            assert!(choose(&choice, &base_url).unwrap_err().contains("on the builder"), "{url}");
            assert!(chosen(true, &[("https_proxy", url)]).unwrap_err().contains("https_proxy"), "{url}");
        }
    }

    #[test]
    fn user_name_and_password_are_used_and_not_named() {
        let value = |name: &str| (name == "https_proxy").then(|| "http://user:p%40ss@a:1".to_owned());
        let chosen = from_environment(&BaseUrl::parse("https://wx.example.com").unwrap(), value).unwrap().unwrap();
        assert_eq!((chosen.proxy.username(), chosen.proxy.password()), (Some("user"), Some("p@ss")));
        assert!(!format!("{:?}", chosen.name).contains("user"), "{:?}", chosen.name);
    }

    #[test]
    fn a_refused_proxy_is_not_repeated() {
        let unusable = ["http://user:hush@", "http://user:hush@:8080", "socks5://user:hush@host", "ftp://hush"];
        for url in unusable {
            let base_url = BaseUrl::parse("https://wx.example.com").unwrap();
            let reason = choose(&ProxyChoice::Url(url.into()), &base_url).unwrap_err();
            assert!(!reason.contains("hush"), "{reason}");
        }
    }
}

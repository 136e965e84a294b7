//! Keeps other sites out: a foreign page must neither read what the sandbox got nor click.

use std::net::IpAddr;

use crate::request::Request;

/// # Errors
///
/// Why the request is refused.
pub(crate) fn check(request: &Request) -> Result<(), &'static str> {
    let host = request.header("host").unwrap_or_default();
    if !is_local_name(host) {
        // A name that resolves to this machine may be another site's (DNS rebinding).
        return Err("the page is reached by `localhost` or by an IP address\n");
    }
    if request.header("origin").is_some_and(|origin| origin.strip_prefix("http://") != Some(host)) {
        return Err("another site may not look into the sandbox\n");
    }
    let is_foreign = request.header("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"));
    if is_foreign && request.header("sec-fetch-dest") != Some("document") {
        return Err("another site may not look into the sandbox\n");
    }
    let is_json = || request.header("content-type").is_some_and(|value| value.starts_with("application/json"));
    if request.method == "POST" && !is_json() {
        // Forms of other sites can send anything but this without being asked.
        return Err("the body must be application/json\n");
    }
    Ok(())
}

/// Nobody else can own an IP address or `localhost`.
fn is_local_name(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    name.eq_ignore_ascii_case("localhost") || name.parse::<IpAddr>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_site_gets_in() {
        let table: [(&[(&str, &str)], bool); 12] = [
            (&[("host", "127.0.0.1:80")], true),
            (&[("host", "localhost")], true),
            (&[("host", "[::1]:9")], true),
            (&[("host", "192.168.1.7:9")], true),
            (&[], false),
            (&[("host", "evil.example")], false),
            (&[("host", "localhost.evil.example:80")], false),
            (&[("host", "127.0.0.1:80"), ("origin", "http://127.0.0.1:80")], true),
            (&[("host", "127.0.0.1:80"), ("origin", "http://127.0.0.1:81")], false),
            (&[("host", "127.0.0.1:80"), ("origin", "null")], false),
            (&[("host", "localhost"), ("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "iframe")], false),
            (&[("host", "localhost"), ("sec-fetch-site", "cross-site"), ("sec-fetch-dest", "document")], true),
        ];
        for (headers, allowed) in table {
            let request =
                headers.iter().fold(Request::get("/"), |request, (name, value)| request.with_header(name, value));
            assert_eq!(check(&request).is_ok(), allowed, "{headers:?}");
        }
    }

    #[test]
    fn an_action_is_json() {
        let post = Request::post("/sandbox/actions", "{}").with_header("host", "localhost");
        assert!(check(&post.clone().with_header("content-type", "text/plain")).is_err());
        assert!(check(&post.with_header("content-type", "application/json")).is_ok());
    }
}

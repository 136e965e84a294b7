//! The hosts that are reached without a proxy: the variable `NO_PROXY`, read as curl does.

use std::net::IpAddr;

/// Whether a list of exceptions, separated by commas or blanks, names the host.
///
/// An entry is a host and stands for its subdomains, too, with or without a dot before it; an IP address; a network such as
/// `10.0.0.0/8`; `*` for every host. It may have a port. A `*` at its beginning or end stands for any text.
pub(super) fn names(list: &str, host: &str, port: u16) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let entries = list.split(|it: char| it == ',' || it.is_whitespace()).filter(|entry| !entry.is_empty());
    entries.map(str::to_ascii_lowercase).any(|entry| is_host(&entry, &host, port))
}

fn is_host(entry: &str, host: &str, port: u16) -> bool {
    if let Ok(address) = host.parse() {
        return is_address(entry, address, port);
    }
    let entry = match entry.rsplit_once(':').map(|(name, text)| (name, text.parse::<u16>())) {
        Some((name, Ok(wanted))) if wanted == port => name,
        Some(_) => return false,
        None => entry,
    };
    match (entry.strip_prefix('*'), entry.strip_suffix('*')) {
        (Some(""), _) => true,
        (Some(end), _) => host.ends_with(end),
        (_, Some(start)) => host.starts_with(start),
        _ => {
            let domain = entry.trim_matches('.');
            let before = host.strip_suffix(domain).filter(|_| !domain.is_empty());
            before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
        }
    }
}

fn is_address(entry: &str, address: IpAddr, port: u16) -> bool {
    let bare = |text: &str| text.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>().ok();
    if let Some((network, bits)) = entry.split_once('/') {
        let (network, bits) = (bare(network), bits.parse().ok());
        return network.zip(bits).is_some_and(|(network, bits)| is_in_network(address, network, bits));
    }
    match entry.rsplit_once(':') {
        _ if bare(entry) == Some(address) || entry == "*" => true,
        Some((host, text)) => bare(host) == Some(address) && text.parse() == Ok(port),
        None => entry.strip_suffix('*').is_some_and(|start| address.to_string().starts_with(start)),
    }
}

fn is_in_network(address: IpAddr, network: IpAddr, bits: u32) -> bool {
    let differing = match (address, network) {
        (IpAddr::V4(address), IpAddr::V4(network)) => (u32::from(address) ^ u32::from(network)).leading_zeros(),
        (IpAddr::V6(address), IpAddr::V6(network)) => (u128::from(address) ^ u128::from(network)).leading_zeros(),
        _ => return false,
    };
    differing >= bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_named_as_curl_reads_it() {
        const HOST: &str = "qyapi.weixin.qq.com";
        let table: [(&str, &str, bool); 27] = [
            ("qyapi.weixin.qq.com", HOST, true),
            ("localhost, QYAPI.weixin.qq.com", HOST, true),
            ("localhost 127.0.0.1 qyapi.weixin.qq.com", HOST, true),
            ("qq.com", HOST, true),
            (".qq.com", HOST, true),
            ("*.qq.com", HOST, true),
            ("qyapi*", HOST, true),
            ("*", HOST, true),
            ("qyapi.weixin.qq.com.", HOST, true),
            ("qyapi.weixin.qq.com:443", HOST, true),
            ("qyapi.weixin.qq.com:80", HOST, false),
            ("i.weixin.qq.com", HOST, false),
            ("com.example", HOST, false),
            ("q.com", HOST, false),
            (".", HOST, false),
            ("", HOST, false),
            (" , ,", HOST, false),
            ("https://qyapi.weixin.qq.com", HOST, false),
            ("10.0.0.0/8", "10.1.2.3", true),
            ("10.0.0.0/8", "11.1.2.3", false),
            ("10.0.0.0/x", "10.1.2.3", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3:443", "10.1.2.3", true),
            ("10.1.*", "10.1.2.3", true),
            ("0.1.2.3", "10.1.2.3", false),
            ("[2001:db8::1]", "2001:db8::1", true),
            ("2001:db8::/32", "2001:db8::1", true),
        ];
        for (list, host, named) in table {
            assert_eq!(names(list, host, 443), named, "{list} {host}");
        }
    }
}

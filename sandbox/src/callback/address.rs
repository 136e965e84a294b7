//! Where callbacks go, and how they are protected.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig};

/// The 43 characters of a key hold two bits more than the key, and those are rarely zero.
const KEY: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true));

/// A callback URL with the token and the key that the administration console shows beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct CallbackAddress {
    /// Host and port, as in the `Host` header.
    pub(super) authority: String,
    pub(super) path: String,
    /// The URL's own query.
    pub(super) query: String,
    pub(super) token: String,
    pub(super) key: [u8; 32],
}

impl CallbackAddress {
    /// An address with a plain `http` URL, a token and an `EncodingAESKey` of 43 letters and digits.
    ///
    /// # Errors
    ///
    /// What is wrong with one of the three.
    pub fn new(url: &str, token: &str, encoding_aes_key: &str) -> Result<Self, String> {
        let rest = url.strip_prefix("http://").ok_or("the callback URL must begin with http://")?;
        let rest = rest.split_once('#').map_or(rest, |(rest, _)| rest);
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = rest.find('/').map_or((rest, "/"), |slash| rest.split_at(slash));
        if authority.is_empty() || url.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return Err("the callback URL has no host, or has white space in it".to_owned());
        }
        if token.is_empty() || token.len() > 32 || !token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err("the callback token must have 1 to 32 letters and digits".to_owned());
        }
        let is_key = encoding_aes_key.len() == 43 && encoding_aes_key.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let key = is_key.then(|| KEY.decode(format!("{encoding_aes_key}=")).ok()?.try_into().ok()).flatten();
        let key = key.ok_or("the EncodingAESKey must have 43 letters and digits")?;
        let (authority, path) = (authority.to_owned(), path.to_owned());
        Ok(Self { authority, path, query: query.to_owned(), token: token.to_owned(), key })
    }

    pub(super) fn host_and_port(&self) -> (&str, u16) {
        match self.authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => {
                (host.trim_matches(['[', ']']), port.parse().unwrap_or_default())
            }
            _ => (self.authority.trim_matches(['[', ']']), 80),
        }
    }
}

/// Leaves out token, key and query.
impl fmt::Debug for CallbackAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("CallbackAddress");
        shown.field("authority", &self.authority).field("path", &self.path).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOSE_KEY: &str = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";

    #[test]
    fn an_address_is_taken_apart() {
        let table = [
            ("http://127.0.0.1:80", ("127.0.0.1", 80), "/", ""),
            ("http://localhost:8080/wecom?tenant=7", ("localhost", 8080), "/wecom", "tenant=7"),
            ("http://[::1]:9/", ("::1", 9), "/", ""),
            ("http://app/x", ("app", 80), "/x", ""),
        ];
        for (url, host_and_port, path, query) in table {
            let address = CallbackAddress::new(url, "token", LOOSE_KEY).unwrap();
            assert_eq!(
                (address.host_and_port(), &*address.path, &*address.query),
                (host_and_port, path, query),
                "{url}"
            );
        }
    }

    #[test]
    fn what_no_console_would_show_is_refused() {
        let table = [
            ("https://app/", "token", LOOSE_KEY, "http://"),
            ("http://", "token", LOOSE_KEY, "no host"),
            ("http://app/ x", "token", LOOSE_KEY, "white space"),
            ("http://app/", "", LOOSE_KEY, "token"),
            ("http://app/", "to-ken", LOOSE_KEY, "token"),
            ("http://app/", "token", "short", "EncodingAESKey"),
        ];
        for (url, token, key, reason) in table {
            assert!(CallbackAddress::new(url, token, key).unwrap_err().contains(reason), "{url} {token} {key}");
        }
    }
}

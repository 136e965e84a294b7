//! Percent-encoding.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The unreserved characters of RFC 3986 stay as they are.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes a value for a query: everything but letters, digits and `-._~`.
pub(crate) fn encode(value: &str) -> Cow<'_, str> {
    utf8_percent_encode(value, RESERVED).into()
}

/// Decodes a value; `None` if an escape is broken or the result is not UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    let is_escape = |after: &str| after.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    if !text.split('%').skip(1).all(is_escape) {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_everything_that_could_change_the_query() {
        assert_eq!(encode("aZ0-._~"), "aZ0-._~");
        assert_eq!(encode("a+b&c=d %/?#号"), "a%2Bb%26c%3Dd%20%25%2F%3F%23%E5%8F%B7");
    }

    #[test]
    fn decodes_what_is_encoded_properly() {
        assert_eq!(decode("a%2Bb%26%E5%8F%b7").as_deref(), Some("a+b&号"));
        for broken in ["%", "%2", "%zz", "%é", "%e6"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}

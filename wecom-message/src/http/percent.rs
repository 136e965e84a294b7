//! Percent-encoding.

use std::borrow::Cow;

/// Percent-encodes a query value: everything but letters, digits and `-._~`.
pub(crate) fn encode(value: &str) -> Cow<'_, str> {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if value.bytes().all(is_plain) {
        return value.into();
    }
    let digit = |value: u8| HEX.get(usize::from(value)).copied().unwrap_or('0');
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if is_plain(byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded.into()
}

/// The text that was percent-encoded; `None` where it is not done properly, or no UTF-8.
pub(crate) fn percent_decode(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(high << 4 | low);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_everything_that_could_change_the_query() {
        assert_eq!(encode("aZ0-._~"), "aZ0-._~");
        assert_eq!(encode("a+b&c=d %/?#号"), "a%2Bb%26c%3Dd%20%25%2F%3F%23%E5%8F%B7");
        assert_eq!(percent_decode("a%2Bb%26%E5%8F%b7").as_deref(), Some("a+b&号"));
        assert_eq!(
            [percent_decode("%"), percent_decode("%2"), percent_decode("%zz"), percent_decode("%e6")],
            [const { None }; 4]
        );
    }
}

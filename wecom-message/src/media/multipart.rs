//! The body of an upload: a form with one part, written as it is sent.
//!
//! ureq has multipart bodies, but writes file names as they are: a quote in one would end it.

use std::fmt::Write;
use std::io::Read;

/// A `multipart/form-data` body with the part `media`, without the file itself.
pub(super) struct Form {
    boundary: String,
    head: String,
    tail: String,
}

impl Form {
    pub(super) fn new(file_name: &str, content_type: &str) -> Self {
        let boundary = boundary();
        let name = escape(file_name);
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{name}\"\r\n\
             Content-Type: {content_type}\r\n\r\n"
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        Self { boundary, head, tail }
    }

    pub(super) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// The length of the whole body.
    pub(super) fn length(&self, file: u64) -> u64 {
        file.saturating_add((self.head.len() + self.tail.len()) as u64)
    }

    /// The whole body.
    pub(super) fn around<'r>(&'r self, file: impl Read + 'r) -> impl Read + 'r {
        self.head.as_bytes().chain(file).chain(self.tail.as_bytes())
    }
}

/// Long enough that no file contains it by chance.
fn boundary() -> String {
    format!("wecom-message-{:032x}", fastrand::u128(..))
}

/// Escapes a name between quotes in a header line, as browsers do by the HTML standard: `"`, CR and LF are percent-encoded,
/// everything else is raw UTF-8. Other control characters are encoded as well, because they are not allowed in a header.
fn escape(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    for character in name.chars() {
        if character == '"' || character.is_ascii_control() {
            // Writing into a string cannot fail.
            let _ = write!(escaped, "%{:02X}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_raw_but_for_what_would_break_the_header() {
        let table = [
            ("测试.txt", "测试.txt"),
            ("a b'c;d=e%20\\f.txt", "a b'c;d=e%20\\f.txt"),
            ("\"; filename=\"x", "%22; filename=%22x"),
            ("a\r\nContent-Type: b", "a%0D%0AContent-Type: b"),
            ("\0\t\u{7f}", "%00%09%7F"),
            ("", ""),
        ];
        for (name, escaped) in table {
            assert_eq!(escape(name), escaped);
        }
    }

    #[test]
    fn boundaries_are_long_and_differ() {
        let (one, other) = (boundary(), boundary());
        assert_ne!(one, other);
        assert!(one.len() == 46, "RFC 2046 allows up to 70 characters");
        assert!(one.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    }
}

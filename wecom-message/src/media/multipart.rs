//! The body of an upload: one part, written as it is sent.
//!
//! ureq has multipart bodies, but writes file names as they come: a quote in one would end it. The form itself is a
//! head and a tail.

use std::fmt::Write;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Cursor, ErrorKind, Read};

use super::source::Opened;

/// A `multipart/form-data` body with the one part `media`.
pub(super) struct Multipart<'o, 'a> {
    head: Cursor<Vec<u8>>,
    file: &'o mut Opened<'a>,
    /// Bytes of the file that are still to be sent.
    left: u64,
    tail: Cursor<Vec<u8>>,
    /// What went wrong with the file, told apart from what goes wrong on the wire.
    failure: Option<io::Error>,
    boundary: String,
}

impl<'o, 'a> Multipart<'o, 'a> {
    pub(super) fn new(file: &'o mut Opened<'a>, name: &str, content_type: &str) -> Self {
        let boundary = boundary();
        let name = escape(name);
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"media\"; filename=\"{name}\"\r\n\
             Content-Type: {content_type}\r\n\r\n"
        );
        let tail = format!("\r\n--{boundary}--\r\n");
        let (head, tail) = (Cursor::new(head.into_bytes()), Cursor::new(tail.into_bytes()));
        Self { head, left: file.length, file, tail, failure: None, boundary }
    }

    pub(super) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// Of the whole body, before anything is read.
    pub(super) fn length(&self) -> u64 {
        self.file.length + (self.head.get_ref().len() + self.tail.get_ref().len()) as u64
    }

    pub(super) fn take_failure(&mut self) -> Option<io::Error> {
        self.failure.take()
    }

    fn read_file(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        let buffer = buffer.get_mut(..room).unwrap_or_default();
        let read = loop {
            match self.file.read(buffer) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                outcome => break outcome?.min(room),
            }
        };
        if read == 0 {
            let sent = self.file.length - self.left;
            let reason = format!("it ended after {sent} of {} bytes", self.file.length);
            return Err(io::Error::new(ErrorKind::UnexpectedEof, reason));
        }
        self.left -= read as u64;
        self.file.report(self.file.length - self.left);
        Ok(read)
    }
}

impl Read for Multipart<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.head.read(buffer)?;
        if read > 0 || buffer.is_empty() {
            return Ok(read);
        }
        if self.left == 0 {
            return self.tail.read(buffer);
        }
        self.read_file(buffer).map_err(|error| {
            let kind = error.kind();
            self.failure = Some(error);
            kind.into()
        })
    }
}

/// Cannot be guessed, so that no file, not even one made for it, has it inside. Hashers are seeded by the system.
fn boundary() -> String {
    let words = RandomState::new();
    format!("wecom-message-{:016x}{:016x}", words.hash_one(0), RandomState::new().hash_one(1))
}

/// A name between quotes in a header line, by the rule of the HTML standard, which browsers follow: what would end the
/// quotes or the line is percent-encoded, all else is raw UTF-8. The standard names `"`, CR and LF; other control
/// characters have no business in a header either.
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
    fn boundaries_are_long_and_each_another() {
        let (one, other) = (boundary(), boundary());
        assert_ne!(one, other);
        assert!(one.len() == 46 && one.len() <= 70, "RFC 2046 allows up to 70 characters");
        assert!(one.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
    }
}

//! As much of HTTP/1.1 as the proxy must understand: where a message ends.

use std::io::{self, Read};

/// A request or an answer, as it came.
#[derive(Clone, Debug)]
pub struct HttpMessage {
    /// The first line and the headers, with the blank line after them.
    pub head: Vec<u8>,
    /// What follows them.
    pub body: Vec<u8>,
}

impl HttpMessage {
    pub(super) fn read(stream: &mut impl Read) -> io::Result<Self> {
        let mut head = Vec::new();
        let mut buffer = vec![0; 64 * 1024];
        loop {
            let read = stream.read(&mut buffer)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            head.extend_from_slice(&buffer[..read]);
            let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") else { continue };
            let mut body = head.split_off(end + 4);
            let length = content_length(&head);
            while body.len() < length {
                let read = stream.read(&mut buffer)?;
                if read == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                body.extend_from_slice(&buffer[..read]);
            }
            return Ok(Self { head, body });
        }
    }

    /// An answer of JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::answer("200 OK\r\nContent-Type: application/json; charset=UTF-8", body)
    }

    /// An answer: its status and headers, its body. The length is added.
    pub fn answer(status_and_headers: &str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        let head = format!("HTTP/1.1 {status_and_headers}\r\nContent-Length: {}\r\n\r\n", body.len());
        Self { head: head.into_bytes(), body }
    }

    /// The bytes on the wire.
    pub fn bytes(&self) -> Vec<u8> {
        [self.head.as_slice(), &self.body].concat()
    }
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
    length.unwrap_or(0)
}

//! An answer as plain data.

use std::borrow::Cow;
use std::io::Read;

use ureq::Body;
use ureq::http::{HeaderMap, HeaderName, Response, header};

/// No answer of the API comes near this.
pub(crate) const MAX_ANSWER: u64 = 1024 * 1024;

/// The head of an answer. Most answers are read without a look at its headers.
#[derive(Debug)]
pub(crate) struct ResponseHead {
    pub(crate) status: u16,
    pub(crate) content_length: Option<u64>,
    headers: HeaderMap,
}

/// One answer.
#[derive(Debug)]
pub(crate) struct HttpResponse {
    pub(crate) head: ResponseHead,
    pub(crate) body: Vec<u8>,
}

impl ResponseHead {
    pub(super) fn split(response: Response<Body>) -> (Self, Body) {
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        (Self { status, content_length: body.content_length(), headers: parts.headers }, body)
    }

    pub(crate) fn content_type(&self) -> Option<&str> {
        self.ascii(header::CONTENT_TYPE)
    }

    pub(crate) fn content_range(&self) -> Option<&str> {
        self.ascii(header::CONTENT_RANGE)
    }

    /// Header lines are bytes; what is no UTF-8 in this one is replaced.
    pub(crate) fn content_disposition(&self) -> Option<Cow<'_, str>> {
        self.headers.get(header::CONTENT_DISPOSITION).map(|value| String::from_utf8_lossy(value.as_bytes()))
    }

    fn ascii(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// The whole body of an answer, in one allocation where it has the length that was announced and is no larger than usual.
pub(super) fn read_whole(head: &ResponseHead, body: Body) -> Result<Vec<u8>, ureq::Error> {
    const USUAL: usize = 16 * 1024;
    /// With less room than this, `read_to_end` looks for more in a buffer of its own.
    const SPARE: usize = 32;
    let announced = head.content_length.and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
    let mut whole = Vec::with_capacity(announced.min(USUAL) + SPARE);
    body.into_with_config().limit(MAX_ANSWER).reader().read_to_end(&mut whole)?;
    Ok(whole)
}

//! An answer as plain data.

use std::borrow::Cow;

use ureq::Body;
use ureq::http::{HeaderMap, HeaderName, Response, header};

/// The largest answer that is read, in bytes; those of the API are much smaller.
pub(crate) const MAX_ANSWER: u64 = 1024 * 1024;

/// The head of an answer.
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

    /// As text; bytes that are not UTF-8 are replaced.
    pub(crate) fn content_disposition(&self) -> Option<Cow<'_, str>> {
        self.headers.get(header::CONTENT_DISPOSITION).map(|value| String::from_utf8_lossy(value.as_bytes()))
    }

    fn ascii(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

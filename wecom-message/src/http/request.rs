//! A request as plain data.

use std::fmt;
use std::io::Read;
use std::time::Instant;

/// One request.
#[derive(Debug)]
pub(crate) struct HttpRequest<'a> {
    /// Below the base URL.
    pub(crate) path: &'a str,
    pub(crate) query: Query,
    pub(crate) payload: Payload<'a>,
    /// The first and the last byte wanted, if the answer is fetched in parts.
    pub(crate) range: Option<(u64, u64)>,
    /// Ends everything but name resolution.
    pub(crate) deadline: Instant,
}

/// The query of a request, percent-encoded. It holds every secret of the request, and ureq never sees it.
pub(crate) struct Query(String);

impl Query {
    /// `access_token=…&type=image`.
    pub(crate) fn new(query: String) -> Self {
        Self(query)
    }

    /// The values, as they are in the URL.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.split('&').filter_map(|member| Some(member.split_once('=')?.1))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

/// Without its text.
impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Query(…)")
    }
}

/// What a request carries.
pub(crate) enum Payload<'a> {
    /// Nothing: a GET.
    None,
    /// A POST of JSON.
    Json(&'a [u8]),
    /// A POST of exactly `length` bytes, read as they are sent.
    Stream { content_type: &'a str, length: u64, reader: &'a mut dyn Read },
}

/// Without the bytes: they are messages.
impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Json(body) => write!(f, "Json({} bytes)", body.len()),
            Self::Stream { content_type, length, .. } => write!(f, "Stream({length} bytes of {content_type})"),
        }
    }
}

//! A request as plain data.

use std::borrow::Cow;
use std::fmt;
use std::io::Read;
use std::time::Instant;

use super::secret::Secret;

/// One request, as plain data.
#[derive(Debug)]
pub(crate) struct HttpRequest<'a> {
    /// Below the base URL.
    pub(crate) path: &'static str,
    pub(crate) query: Query,
    pub(crate) payload: Payload<'a>,
    /// The first and the last byte wanted, where the answer is fetched in parts.
    pub(crate) range: Option<(u64, u64)>,
    /// Everything but name resolution ends by then.
    pub(crate) deadline: Instant,
}

/// Everything secret, percent-encoded; goes past ureq straight onto the wire.
#[derive(Debug)]
pub(crate) struct Query {
    /// `access_token=`
    pub(crate) before: Cow<'static, str>,
    pub(crate) secret: Secret,
    /// `&type=image`
    pub(crate) after: String,
}

/// What a request carries.
pub(crate) enum Payload<'a> {
    /// Nothing: a GET.
    None,
    /// A POST of JSON.
    Json(&'a [u8]),
    /// A POST of exactly so many bytes, read as they are sent.
    Stream { content_type: &'a str, length: u64, reader: &'a mut dyn Read },
}

/// Not the bytes: they are messages.
impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Json(body) => write!(f, "Json({} bytes)", body.len()),
            Self::Stream { content_type, length, .. } => write!(f, "Stream({length} bytes of {content_type})"),
        }
    }
}

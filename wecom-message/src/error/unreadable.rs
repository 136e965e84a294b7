//! An answer that is not one of WeCom's.

use std::fmt;

use crate::http::response::HttpResponse;
use crate::http::scrub::scrub;
use crate::http::secret::Secret;

/// An answer that is not one of WeCom's.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    pub(crate) status: u16,
    content_type: Option<String>,
    /// The beginning of the body, printable and without secrets.
    excerpt: String,
    reason: String,
}

impl Unreadable {
    pub(crate) fn new(response: &HttpResponse, reason: String, secrets: &[Secret]) -> Self {
        const EXCERPT: usize = 200;
        let text = scrub(String::from_utf8_lossy(&response.body).into_owned(), secrets);
        let printable = |character: char| if character.is_control() { ' ' } else { character };
        let mut excerpt: String = text.chars().take(EXCERPT).map(printable).collect();
        if text.chars().nth(EXCERPT).is_some() {
            excerpt.push('…');
        }
        let content_type = response.head.content_type().map(|content_type| scrub(content_type.to_owned(), secrets));
        Self { status: response.head.status, content_type, excerpt, reason }
    }
}

#[cfg(test)]
impl Unreadable {
    pub(crate) fn of_status(status: u16) -> Self {
        Self { status, content_type: None, excerpt: String::new(), reason: "it is not JSON".to_owned() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the answer is not one of WeCom's: {} (HTTP status {}", self.reason, self.status)?;
        if let Some(content_type) = &self.content_type {
            write!(f, ", {content_type}")?;
        }
        match self.excerpt.as_str() {
            "" => f.write_str(", empty)"),
            excerpt => write!(f, "): {excerpt}"),
        }
    }
}

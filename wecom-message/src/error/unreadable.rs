//! An answer that is not one of WeCom's.

use std::fmt;

use crate::http::printable::printable;
use crate::http::response::HttpResponse;
use crate::http::scrub::scrub;
use crate::http::secret::Secret;
use crate::http::unescape::unescape;

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
    pub(crate) fn new(response: &HttpResponse, reason: &str, secrets: &[Secret]) -> Self {
        let shown = |text: &str| printable(&scrub(text.to_owned(), secrets)).into_owned();
        Self {
            status: response.head.status,
            content_type: response.head.content_type().map(shown),
            excerpt: excerpt(&response.body, secrets),
            reason: shown(reason),
        }
    }
}

/// Text alone is shown: in another encoding a secret would not be found.
fn excerpt(body: &[u8], secrets: &[Secret]) -> String {
    const LONGEST: usize = 200;
    let is_text = |text: &&str| !text.contains(|it: char| it.is_control() && !it.is_whitespace());
    let Some(text) = str::from_utf8(body).ok().filter(is_text) else {
        return format!("{} bytes that are not text in UTF-8", body.len());
    };
    // Before and after: an escape may hide a secret, or the end of the quotes around one.
    let plain = scrub(unescape(&scrub(text.to_owned(), secrets)), secrets);
    let on_one_line = |character: char| if character.is_control() { ' ' } else { character };
    let mut excerpt: String = plain.trim_start_matches('\u{feff}').chars().take(LONGEST).map(on_one_line).collect();
    if plain.chars().nth(LONGEST).is_some() {
        excerpt.push('…');
    }
    printable(&excerpt).into_owned()
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

//! What goes back to WeCom.

/// What to answer a callback with; hand it to the web framework as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The body, exactly: no quotes and no newline may be added.
    pub body: String,
}

impl Answer {
    const OK: u16 = 200;
    const TEXT: &'static str = "text/plain; charset=utf-8";

    /// 200 and nothing: the callback was taken, and there is nothing to say.
    pub fn empty() -> Self {
        Self::text(String::new())
    }

    pub(super) fn text(body: String) -> Self {
        Self { status: Self::OK, content_type: Self::TEXT, body }
    }

    pub(super) fn xml(body: String) -> Self {
        Self { content_type: "application/xml; charset=utf-8", ..Self::text(body) }
    }

    pub(super) fn json(body: String) -> Self {
        Self { content_type: "application/json", ..Self::text(body) }
    }

    pub(super) fn refusal(status: u16) -> Self {
        Self { status, ..Self::empty() }
    }
}

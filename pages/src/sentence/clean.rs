//! A sentence without the marks of its layout.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::text::Tracked;

/// Emphasis that Markdown does not take for one beside Chinese punctuation, and the viewer's own marks for colours.
#[allow(clippy::expect_used, reason = "a constant, which the tests compile")]
static MARKS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\*\*|!!#[0-9A-Fa-f]{6} ?|!!|`").expect("a valid expression"));

pub(super) fn clean(text: &Tracked) -> Tracked {
    text.without(MARKS.find_iter(text.as_str()).map(|mark| (mark.start(), mark.end())))
}

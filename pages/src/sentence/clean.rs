//! Removes the marks of layout from a sentence.

use std::sync::LazyLock;

use regex_lite::Regex;

use crate::text::Tracked;

/// Marks of emphasis that Markdown does not recognize beside Chinese punctuation, and the official viewer's marks of colour.
#[allow(clippy::expect_used, reason = "a constant, which the tests compile")]
static MARKS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\*\*|!!#[0-9A-Fa-f]{6} ?|!!|`").expect("a valid expression"));

pub(super) fn clean(text: &Tracked) -> Tracked {
    let marks = MARKS.find_iter(text.as_str()).map(|mark| (mark.start(), mark.end()));
    // Tables keep the backslash of `action\_menu`.
    let escapes = text.as_str().match_indices("\\_").map(|(at, _)| (at, at + 1));
    let mut all: Vec<(usize, usize)> = marks.chain(escapes).collect();
    all.sort_unstable();
    text.without(all)
}

//! Phrases: expressions, and the facts that they state.

use regex_lite::{Captures, Regex};

use super::Reading;

/// An expression, and the facts that it states.
#[derive(Clone)]
pub(super) struct Phrase {
    expression: Regex,
    says: fn(&Captures<'_>, &mut Reading),
}

/// The parts of an expression that phrases share.
const PARTS: [(&str, &str); 7] = [
    ("{names}", r"({word}(?:\s*(?:、|，|,|和|或者|或|/)\s*{word})+)"),
    ("{word}", "[A-Za-z_][A-Za-z0-9_.]*"),
    ("{name}", r"([A-Za-z_][A-Za-z0-9_.]*)"),
    ("{number}", r"(-?\d+(?:\.\d+)?)\s*(万|千|[wWkKM])?"),
    (
        "{unit}",
        r"(个?\s*(?:utf-?8)?字节|[Bb]ytes?|个?\s*(?:utf-?8)?(?:字符|汉字|文字|字)|小时|分钟|秒|s\b|天|[个条人项位组份])",
    ),
    // Not part of a longer number or of a version.
    ("{alone}", r"(?:^|[^\w.])"),
    ("{clause}", "[^，。；;,\n\u{1}]"),
];

/// Creates a phrase. `{name}`, `{number}` and the like are replaced by the expressions in [`PARTS`].
#[allow(clippy::expect_used, reason = "constants, which the tests compile")]
pub(super) fn phrase(expression: &str, says: fn(&Captures<'_>, &mut Reading)) -> Phrase {
    let expression = PARTS.iter().fold(expression.to_owned(), |text, (part, means)| text.replace(part, means));
    Phrase { expression: Regex::new(&expression).expect("a valid expression"), says }
}

/// Applies the phrases in order. Returns the text with every match blanked out, byte for byte.
pub(super) fn read(phrases: &[Phrase], text: &str, reading: &mut Reading) -> String {
    let mut rest = text.to_owned();
    for Phrase { expression, says } in phrases {
        while let Some(captures) = expression.captures(&rest) {
            let Some(found) = captures.get(0).filter(|found| !found.is_empty()) else { break };
            says(&captures, reading);
            let (from, to) = (found.start(), found.end());
            rest.replace_range(from..to, &"\u{1}".repeat(to - from));
        }
    }
    rest
}

/// The text of a group; empty if the group did not match.
pub(super) fn group<'t>(captures: &Captures<'t>, index: usize) -> &'t str {
    captures.get(index).map_or("", |group| group.as_str())
}

//! Pages that are cut off or mixed up: any file is read, compared and drafted from without a panic.

use std::ops::Range;

use wecom_pages::{Accepted, Page, compare, draft, report};

use crate::{Desk, text};

/// What gives a page its form, and what has more bytes than it looks.
const PIECES: [&str; 24] = [
    "|",
    "\n",
    "\n\n",
    "```",
    "<!--",
    "-->",
    "#",
    ">",
    "\\",
    "&#124;",
    "&",
    "<table>",
    "<td rowspan=\"9\">",
    "</tr>",
    "</pre>",
    "{",
    "}",
    "\"",
    "[1, 0]",
    "└ ",
    "不超过",
    "\u{1}",
    "\u{a0}",
    "\u{1f600}",
];

/// A random stretch of the text between characters.
fn stretch(text: &str, random: &mut fastrand::Rng) -> Range<usize> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let start = boundary(random.usize(..=text.len()));
    start..boundary(start + random.usize(..200))
}

fn mixed_up(text: &str, random: &mut fastrand::Rng) -> String {
    let mut text = text.to_owned();
    for _ in 0..random.usize(1..6) {
        let (from, to) = (stretch(&text, random), stretch(&text, random));
        match random.u8(..5) {
            0 => text.truncate(from.start),
            1 => text.replace_range(from, ""),
            2 => {
                let again = text[from].to_owned();
                text.insert_str(to.start, &again);
            }
            _ => text.insert_str(from.start, random.choice(PIECES).unwrap()),
        }
    }
    text
}

#[test]
fn no_page_is_a_panic() {
    let desk = Desk::new();
    let mut random = fastrand::Rng::with_seed(19);
    for name in ["send.md", "close.html", "callbacks.md", "calls.md"] {
        let whole = text(name);
        for _ in 0..25 {
            let mixed = mixed_up(&whole, &mut random);
            let page = Page::read(name, &mixed);
            let comparison = compare(&page, desk.descriptions(), &Accepted::default());
            for difference in &comparison.differences {
                difference.page_lines(&page);
            }
            let comparisons = [comparison];
            report::text(&comparisons, desk.descriptions(), false);
            report::json(&comparisons, desk.descriptions());
            for msgtype in ["notice", "card", "close"] {
                let _ = draft(&page, desk.descriptions(), msgtype, "2026-05-01");
            }
        }
    }
}

//! Where a text can be cut.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// How good a place is for a cut, from the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The blanks at the beginning of a line. They are kept unless the part would be too long with them.
    Indentation,
    /// Inside a span that should stay whole.
    Inside,
    Character,
    Word,
    Line,
    /// Between two blocks: paragraphs, list items, tables. The number says how far outside the blocks lie.
    Block(u8),
}

/// Blocks that lie further inside than this are all cut alike.
pub(super) const DEEPEST: u8 = 15;

/// A place between two characters, or the blanks between two words or lines, which a cut removes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// The end of the part before the cut.
    pub(super) end: usize,
    /// The beginning of the part after the cut.
    pub(super) next: usize,
    pub(super) rank: Rank,
}

/// Every place for a cut, in order. `whole` are the spans that should stay whole, in order, without overlap.
pub(super) fn gaps(text: &str, whole: &[Range<usize>]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut blanks: Option<Gap> = None;
    let mut before = "";
    for (at, character) in text.grapheme_indices(true) {
        let after = at + character.len();
        if is_blank(character) {
            let gap = blanks.get_or_insert(Gap { end: at, next: after, rank: Rank::Word });
            let breaks_line = character.contains(['\n', '\r']);
            if breaks_line || gap.rank == Rank::Word {
                gap.next = after; // blanks after a line break are the indentation of the next line
            }
            if breaks_line {
                gap.rank = Rank::Line;
            }
        } else {
            let rank = match (ends_clause(before), ends_clause(character)) {
                (_, true) => Rank::Inside,
                (true, false) => Rank::Word,
                (false, false) => Rank::Character,
            };
            let gap = blanks.take().unwrap_or(Gap { end: at, next: at, rank });
            gaps.push(gap);
            if gap.next < at {
                gaps.push(Gap { end: gap.next, next: at, rank: Rank::Indentation });
            }
        }
        before = character;
    }
    gaps.extend(blanks.map(|gap| Gap { next: text.len(), ..gap }));
    keep_whole(&mut gaps, whole);
    gaps
}

/// Makes a cut inside one of the ranges the last resort. They are in order, without overlap.
pub(super) fn keep_whole(gaps: &mut [Gap], whole: &[Range<usize>]) {
    let mut whole = whole.iter().peekable();
    for gap in gaps {
        while whole.next_if(|range| range.end <= gap.end).is_some() {}
        if whole.peek().is_some_and(|range| range.start < gap.end) {
            gap.rank = Rank::Inside;
        }
    }
}

/// No-break spaces are not blanks: they prevent cuts.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|it| it.is_whitespace() && !matches!(it, '\u{a0}' | '\u{2007}' | '\u{202f}'))
}

/// Chinese has no blanks between words, but these marks end a clause. A line must not begin with one.
fn ends_clause(character: &str) -> bool {
    const ENDS: &str = "，。、；：！？…）】》」』”";
    !character.is_empty() && ENDS.contains(character)
}

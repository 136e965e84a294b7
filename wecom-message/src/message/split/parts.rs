//! Splitting a text into parts that are as long as possible, and cut at the best places.

use std::ops::Range;

use super::gaps::{DEEPEST, Gap, Rank, is_blank};
use super::layout::{Layout, Open};

/// A part: a stretch of the text, and what opens and closes the marks that the cuts lie inside.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) open: String,
    pub(super) range: Range<usize>,
    pub(super) close: String,
}

impl Part {
    pub(super) fn of(&self, text: &str) -> String {
        let content = text.get(self.range.clone()).unwrap_or_default();
        [&self.open, content, &self.close].concat()
    }
}

/// The parts of a text, each of at most `limit` bytes. None is blank unless the whole text is.
pub(super) fn parts(text: &str, limit: usize, layout: &Layout) -> Vec<Part> {
    let says_something = |part: &Part| text.get(part.range.clone()).is_some_and(|content| !is_blank(content));
    let mut parts = Vec::new();
    let mut open = String::new();
    let mut start = 0;
    while open.len() + text.len() - start > limit {
        let cut = Search { text, layout, limit, start, opened: open.len() }.best();
        parts.push(Part { open, range: start..cut.gap.end, close: layout.closing(cut.open) });
        open = layout.opening(cut.open);
        start = cut.gap.next;
    }
    parts.push(Part { open, range: start..text.len(), close: String::new() });
    parts.retain(says_something);
    if parts.is_empty() {
        parts.push(Part { range: 0..character_boundary(text, 0, limit), ..Part::default() });
    }
    parts
}

#[derive(Clone, Copy)]
struct Cut {
    gap: Gap,
    open: Open,
}

/// The search for the end of the part that begins at `start`, behind `opened` bytes of marks.
struct Search<'a> {
    text: &'a str,
    layout: &'a Layout,
    limit: usize,
    start: usize,
    opened: usize,
}

impl Search<'_> {
    /// A block, line or word that fits into the next part goes there as a whole. One that has to be cut anyway fills this
    /// part first.
    fn best(&self) -> Cut {
        let gaps = &self.layout.gaps;
        let first = gaps.partition_point(|gap| gap.end < self.start);
        let after_blanks = gaps.partition_point(|gap| gap.end <= self.start);
        let beyond = gaps.partition_point(|gap| gap.end <= self.start + self.limit.saturating_sub(self.opened));
        let leading_blanks = self.cuts(first..after_blanks).find(|cut| cut.gap.next > self.start);
        let near: Vec<Cut> = self.cuts(after_blanks..beyond).filter(|cut| self.closes_in_time(*cut)).collect();
        let last = |rank| near.iter().rfind(|cut| cut.gap.rank >= rank).copied();

        let blocks = (0..=DEEPEST).rev().map(Rank::Block);
        for rank in blocks.chain([Rank::Line, Rank::Word]) {
            let found = last(rank).or(leading_blanks);
            if let Some(cut) = found.filter(|cut| self.next_fits(*cut, rank, after_blanks)) {
                return cut;
            }
        }
        let cut = last(Rank::Character).or(leading_blanks).or_else(|| last(Rank::Inside));
        cut.unwrap_or_else(|| {
            let at = character_boundary(self.text, self.start, self.limit.saturating_sub(self.opened));
            Cut { gap: Gap { end: at, next: at, rank: Rank::Inside }, open: Open::default() }
        })
    }

    fn cuts(&self, range: Range<usize>) -> impl Iterator<Item = Cut> {
        let gaps = self.layout.gaps.get(range.clone()).unwrap_or_default();
        let open = self.layout.open.get(range).unwrap_or_default();
        gaps.iter().zip(open).map(|(gap, open)| Cut { gap: *gap, open: *open })
    }

    fn closes_in_time(&self, cut: Cut) -> bool {
        let (_, closing) = self.layout.cost(cut.open);
        self.opened + cut.gap.end - self.start + closing <= self.limit
    }

    /// Whether what lies between this cut and the next one of its rank fits into one part.
    fn next_fits(&self, cut: Cut, rank: Rank, from: usize) -> bool {
        let (opening, _) = self.layout.cost(cut.open);
        let reach = cut.gap.next + self.limit.saturating_sub(opening);
        let gaps = &self.layout.gaps;
        let after = from + gaps.get(from..).unwrap_or_default().partition_point(|gap| gap.end <= cut.gap.end);
        let beyond = gaps.partition_point(|gap| gap.end <= reach);
        let fits = |next: Cut| next.gap.end + self.layout.cost(next.open).1 <= reach;
        self.text.len() <= reach || self.cuts(after..beyond).find(|next| next.gap.rank >= rank).is_some_and(fits)
    }
}

/// The end of the characters from `start` that fit into `limit`; at least one.
fn character_boundary(text: &str, start: usize, limit: usize) -> usize {
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let furthest = (start + limit).min(text.len());
    (start + 1..=furthest)
        .rev()
        .find(is_boundary)
        .or_else(|| (furthest + 1..text.len()).find(is_boundary))
        .unwrap_or(text.len())
}

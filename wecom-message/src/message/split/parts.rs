//! Splitting a text into parts that are as long as possible, and cut at the best places.

use super::gaps::{Gap, Rank, gaps, is_blank};
use super::markup::Markup;
use super::spans::spans;

/// The parts of a text, each of at most `limit` bytes. None is blank unless the whole text is.
pub(super) fn parts(text: &str, limit: usize, markup: Markup) -> Vec<&str> {
    let gaps = gaps(text, &spans(text, markup, limit));
    let mut parts = Vec::new();
    let mut start = 0;
    while text.len() - start > limit {
        let cut = cut(text, &gaps, start, limit);
        parts.extend(text.get(start..cut.end).filter(|part| !is_blank(part)));
        start = cut.next;
    }
    parts.extend(text.get(start..).filter(|part| !is_blank(part)));
    if parts.is_empty() {
        parts.extend(text.get(..character_boundary(text, 0, limit)));
    }
    parts
}

/// The best place for the end of the part that begins at `start`.
///
/// A line or word that fits into the next part goes there as a whole. One that has to be cut anyway fills this part first.
fn cut(text: &str, gaps: &[Gap], start: usize, limit: usize) -> Gap {
    let (_, gaps) = gaps.split_at(gaps.partition_point(|gap| gap.end < start));
    let (here, gaps) = gaps.split_at(gaps.partition_point(|gap| gap.end == start));
    let (near, far) = gaps.split_at(gaps.partition_point(|gap| gap.end <= start + limit));
    let leading_blanks = here.iter().find(|gap| gap.next > start);
    let last = |rank| near.iter().rfind(|gap| gap.rank >= rank);
    for rank in [Rank::Line, Rank::Word] {
        let Some(gap) = last(rank).or(leading_blanks) else { continue };
        let reach = gap.next + limit;
        let fits = far.iter().take_while(|gap| gap.end <= reach).any(|gap| gap.rank >= rank);
        if fits || text.len() <= reach {
            return *gap;
        }
    }
    let gap = last(Rank::Character).or(leading_blanks).or_else(|| last(Rank::Inside));
    gap.copied().unwrap_or_else(|| {
        let at = character_boundary(text, start, limit);
        Gap { end: at, next: at, rank: Rank::Inside }
    })
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

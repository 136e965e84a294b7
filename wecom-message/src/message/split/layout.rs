//! Where a text can be cut, and what is open there.

use super::gaps::{Gap, gaps, keep_whole};
use super::lines::Lines;
use super::markup::Markup;
use super::spans::{apart, spans};
use super::wrappers::{Nest, Wrapper};

/// The places for cuts in a text, in order.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) gaps: Vec<Gap>,
    /// What is open at each gap.
    pub(super) open: Vec<Open>,
    blocks: Nest,
    inline: Nest,
}

/// The innermost wrappers around a gap: of blocks, which lines begin with, and inside a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Open {
    block: Option<usize>,
    inline: Option<usize>,
}

impl Layout {
    /// The layout of plain text, or of WeCom's subset of Markdown.
    pub(super) fn of(text: &str, limit: usize, markup: Markup) -> Self {
        let lines = if markup == Markup::Text { Lines::default() } else { Lines::of(text) };
        let spans = spans(text, markup, limit);
        let budget = inline_budget(limit);
        let whole = apart(spans.iter().flat_map(|span| span.whole(limit, budget)).chain(lines.marks()).collect());
        let mut gaps = gaps(text, &[]);
        lines.rank(text, &mut gaps, block_budget(limit));
        keep_whole(&mut gaps, &whole);
        let inline = spans.iter().filter_map(|span| span.wrapper(text));
        Self::new(gaps, lines.wrappers(text).collect(), inline.collect(), limit)
    }

    pub(super) fn new(gaps: Vec<Gap>, blocks: Vec<Wrapper>, inline: Vec<Wrapper>, limit: usize) -> Self {
        let blocks = Nest::new(blocks, block_budget(limit));
        let inline = Nest::new(inline, inline_budget(limit));
        let around = blocks.around(&gaps).into_iter().zip(inline.around(&gaps));
        let open = around.map(|(block, inline)| Open { block, inline }).collect();
        Self { gaps, open, blocks, inline }
    }

    /// The numbers of bytes that open and close what is open.
    pub(super) fn cost(&self, open: Open) -> (usize, usize) {
        let (block, inline) = (self.blocks.cost(open.block), self.inline.cost(open.inline));
        (block.0 + inline.0, block.1 + inline.1)
    }

    pub(super) fn opening(&self, open: Open) -> String {
        self.blocks.opening(open.block) + &self.inline.opening(open.inline)
    }

    pub(super) fn closing(&self, open: Open) -> String {
        self.inline.closing(open.inline) + &self.blocks.closing(open.block)
    }
}

/// The bytes that repeated marks may take from a part. A quarter is left for the text, and in it any character fits.
pub(super) fn inline_budget(limit: usize) -> usize {
    if limit < 16 { 0 } else { limit / 4 }
}

fn block_budget(limit: usize) -> usize {
    2 * inline_budget(limit)
}

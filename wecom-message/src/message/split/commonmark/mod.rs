//! The layout of Markdown with lists, tables and code blocks, as CommonMark defines it.

mod block;
mod document;
mod gaps;
mod standalone;
#[cfg(test)]
mod tests;

use super::gaps::keep_whole;
use super::layout::{Layout, inline_budget};
use super::spans::apart;

use self::document::Document;
pub(super) use self::standalone::standalone;

pub(super) fn layout(text: &str, limit: usize) -> Layout {
    let document = Document::of(text, limit);
    let (mut gaps, indented) = gaps::gaps(text, &document.blocks);
    let budget = inline_budget(limit);
    let spans = document.spans.iter().flat_map(|span| span.whole(limit, budget));
    keep_whole(&mut gaps, &apart(spans.chain(document.inseparable).collect()));
    let wrappers = document.wrappers.into_iter().chain(indented).collect();
    let inline = document.spans.iter().filter_map(|span| span.wrapper(text));
    Layout::new(gaps, wrappers, inline.collect(), limit)
}

//! What a page is made of.

use super::Tracked;

/// A piece of a page.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) content: Content,
    /// Whether it stands in a comment: readers of the page do not see it.
    pub(crate) hidden: bool,
}

impl Block {
    /// Where it begins in the page.
    pub(crate) fn start(&self) -> usize {
        match &self.content {
            Content::Heading(text) | Content::Line(text) | Content::Code(text) => text.start(),
            Content::Table(table) => table.header.first().map_or(0, Tracked::start),
        }
    }
}

impl From<Content> for Block {
    fn from(content: Content) -> Self {
        Self { content, hidden: false }
    }
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    Heading(Tracked),
    /// A line of a paragraph, a list or a quotation.
    Line(Tracked),
    Code(Tracked),
    Table(Table),
}

/// A table; a row can have more or fewer cells than the header.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) header: Vec<Cell>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell; what was separate lines in it is separated by line breaks.
pub(crate) type Cell = Tracked;

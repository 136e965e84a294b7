//! Blocks of a page.

use super::Tracked;

/// A heading, a line, code or a table.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    pub(crate) content: Content,
    /// Whether it is in a comment, which readers of the page do not see.
    pub(crate) hidden: bool,
}

impl Block {
    /// The first byte of it in the page.
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

/// A table. A row can have more or fewer cells than the header.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    pub(crate) header: Vec<Cell>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell; its lines are separated by line breaks.
pub(crate) type Cell = Tracked;

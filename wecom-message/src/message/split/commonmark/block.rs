//! Blocks: quotes, lists and what lies in them.

use std::ops::Range;

#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) range: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Quote,
    List,
    /// Its lines are indented by so many columns.
    Item {
        width: usize,
    },
    Paragraph,
    Heading,
    /// A code block between fences.
    Fence,
    /// A code block by indentation.
    Indented,
    Html,
    Table,
}

impl Kind {
    pub(super) fn is_container(self) -> bool {
        matches!(self, Self::Quote | Self::List | Self::Item { .. })
    }

    /// Whether blanks and line breaks are part of the content.
    pub(super) fn is_verbatim(self) -> bool {
        matches!(self, Self::Fence | Self::Indented | Self::Html)
    }
}

/// The length of what a line begins with because it lies in these containers. It ends early where a line continues a
/// paragraph without the marks around it.
pub(super) fn prefix_length(line: &str, containers: impl IntoIterator<Item = Kind>) -> usize {
    let mut reader = Reader { rest: line, column: 0 };
    for container in containers {
        match container {
            Kind::Quote => {
                let before = reader.rest;
                reader.blanks(3);
                let Some(rest) = reader.rest.strip_prefix('>') else {
                    reader.rest = before;
                    break;
                };
                (reader.rest, reader.column) = (rest, reader.column + 1);
                reader.blanks(1);
            }
            Kind::Item { width } => {
                let before = reader.rest;
                if reader.blanks(width) < width && !reader.rest.trim().is_empty() {
                    reader.rest = before;
                    break;
                }
            }
            _ => {}
        }
    }
    line.len() - reader.rest.len()
}

/// The number of columns of a text at the beginning of a line; a tab ends at a multiple of four.
pub(super) fn columns(text: &str) -> usize {
    text.chars().fold(0, next_column)
}

fn next_column(column: usize, character: char) -> usize {
    const TAB: usize = 4;
    if character == '\t' { column + TAB - column % TAB } else { column + 1 }
}

struct Reader<'t> {
    rest: &'t str,
    column: usize,
}

impl Reader<'_> {
    /// Reads blanks of at most so many columns; a tab across the end is read as a whole.
    fn blanks(&mut self, columns: usize) -> usize {
        let start = self.column;
        while self.column - start < columns
            && let Some(rest) = self.rest.strip_prefix([' ', '\t'])
        {
            let blank = if self.rest.starts_with('\t') { '\t' } else { ' ' };
            (self.rest, self.column) = (rest, next_column(self.column, blank));
        }
        self.column - start
    }
}

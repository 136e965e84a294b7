//! Turns Markdown into blocks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::repair::{Repaired, repaired};
use super::{Block, Content, Table, Tracked, html};

pub(super) fn blocks(page: &str) -> Vec<Block> {
    let page = repaired(page);
    let mut reader =
        Reader { page: &page, blocks: Vec::new(), line: Tracked::default(), table: None, state: State::Prose };
    let options = Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(page.text.as_str(), options).into_offset_iter() {
        reader.event(event, range.start, range.end);
    }
    reader.end_line();
    let mut blocks = reader.blocks;
    for block in &mut blocks {
        block.hidden |= page.is_hidden(block.start());
    }
    blocks
}

struct Reader<'p> {
    page: &'p Repaired,
    blocks: Vec<Block>,
    /// The current line, cell or code.
    line: Tracked,
    table: Option<Table>,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Prose,
    Code,
    /// The front matter.
    Metadata,
    /// HTML between paragraphs, from this byte on.
    Html(usize),
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, from: usize, to: usize) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.enter(State::Code),
            Event::Start(Tag::MetadataBlock(_)) => self.enter(State::Metadata),
            Event::Start(Tag::HtmlBlock) => self.enter(State::Html(from)),
            Event::Start(Tag::Table(_)) => {
                self.end_line();
                self.table = Some(Table::default());
            }
            Event::Start(Tag::TableRow) => self.table.iter_mut().for_each(|table| table.rows.push(Vec::new())),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::BlockQuote(_)) => self.end_line(),
            Event::End(end) => self.end(end, to),
            Event::Text(text) | Event::Code(text) => self.text(&text, from, to),
            Event::SoftBreak | Event::HardBreak => self.line_break(from),
            Event::InlineHtml(tag) if is_line_break(&tag) => self.line_break(from),
            _ => {}
        }
    }

    fn enter(&mut self, state: State) {
        self.end_line();
        self.state = state;
    }

    fn end(&mut self, end: TagEnd, to: usize) {
        match end {
            TagEnd::Heading(_) => self.add(Content::Heading),
            TagEnd::CodeBlock => self.add(Content::Code),
            TagEnd::HtmlBlock => {
                if let State::Html(from) = self.state {
                    self.blocks.extend(html::blocks(&self.page.text.slice(from, to)));
                }
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.line);
                if let Some(table) = &mut self.table {
                    table.rows.last_mut().unwrap_or(&mut table.header).push(cell);
                }
            }
            TagEnd::Table => {
                self.blocks.extend(self.table.take().map(|table| Block::from(Content::Table(table))));
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_) => self.end_line(),
            TagEnd::MetadataBlock(_) => {}
            _ => return,
        }
        if self.table.is_none() {
            self.state = State::Prose;
        }
    }

    fn text(&mut self, text: &str, from: usize, to: usize) {
        if matches!(self.state, State::Metadata | State::Html(_)) {
            return;
        }
        // The source begins with escapes and marks of inline code.
        let source = self.page.text.as_str().get(from..to).unwrap_or_default();
        let from = from + source.find(text).unwrap_or_default();
        self.line.push(text, self.page.text.origin(from));
    }

    fn line_break(&mut self, at: usize) {
        match self.table {
            Some(_) => self.line.push("\n", self.page.text.origin(at)),
            None => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        if self.table.is_none() {
            self.add(Content::Line);
        }
    }

    fn add(&mut self, content: fn(Tracked) -> Content) {
        let line = std::mem::take(&mut self.line);
        if !line.is_blank() && self.state != State::Metadata {
            self.blocks.push(Block::from(content(line)));
        }
    }
}

/// Whether a tag is a line break. The official viewer accepts `</br>` as well.
fn is_line_break(tag: &str) -> bool {
    tag.trim_matches(['<', '>', '/', ' ']).eq_ignore_ascii_case("br")
}

#[cfg(test)]
mod tests {
    use crate::text::{Block, Content, Tracked};

    fn shown(page: &str) -> Vec<String> {
        let line = |line: &Tracked| format!("{} @{}", line.as_str().trim_end(), line.start());
        let cells = |cells: &[Tracked]| cells.iter().map(line).collect::<Vec<_>>().join(" | ");
        let block = |block: &Block| match &block.content {
            Content::Heading(text) => format!("# {}", line(text)),
            Content::Line(text) => line(text),
            Content::Code(text) => format!("code {}", line(text)),
            Content::Table(table) => {
                let rows = [&table.header].into_iter().chain(&table.rows).map(|row| cells(row));
                rows.collect::<Vec<_>>().join("; ")
            }
        };
        super::blocks(page)
            .iter()
            .map(|it| format!("{}{}", if it.hidden { "hidden " } else { "" }, block(it)))
            .collect()
    }

    #[test]
    fn a_page_becomes_blocks_that_know_their_places() {
        let page = "---\ntitle: x\n---\n##Send\nText, **bold**\nand `code`.\n\n```\n{}\n```\n| a | b | c |\n|--|--|\n| x_y | 1\\*2</br>three | ‘&#124;’\n> note\n";
        let expected = [
            "# Send @19",
            "Text, bold @24",
            "and code. @39",
            "code {} @56",
            "a @65 | b @69 | c @73; x_y @87 | 1*2\nthree @93 | ‘|’ @110",
            "note @125",
        ];
        assert_eq!(shown(page), expected);
    }

    #[test]
    fn what_is_in_a_comment_is_read_as_hidden() {
        let page = "seen\n<!-- ###Gone\n```\n{}\n```\n| a |\n|--|\n| b |\n\n -->\n\nseen\n";
        let expected = ["seen @0", "hidden # Gone @13", "hidden code {} @22", "hidden a @31; b @42", "seen @53"];
        assert_eq!(shown(page), expected);
    }

    #[test]
    fn html_between_paragraphs_is_read_as_html() {
        let page = "text\n\n<table><tr><th>a</th></tr>\n<tr><td>b</td></tr></table>\n\ntext\n";
        assert_eq!(shown(page), ["text @0", "a @21; b @41", "text @62"]);
    }
}

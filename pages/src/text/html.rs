//! Turns HTML into blocks.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

use super::{Block, Cell, Content, Table, Tracked};

/// The blocks of a page, or of a part of one.
pub(super) fn blocks(source: &Tracked) -> Vec<Block> {
    let mut reader = Reader { source, blocks: Vec::new(), text: Tracked::default(), table: None, open: Vec::new() };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Otherwise elements in scripts would be read.
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(source.as_str(), emitter);
    for Ok(token) in tokens {
        match token {
            Token::StartTag(tag) => {
                let number = |name: &[u8]| tag.attributes.get(name).and_then(|it| text(&it.value).trim().parse().ok());
                let (across, down) = (number(b"colspan").unwrap_or(1), number(b"rowspan").unwrap_or(1));
                reader.start(&text(&tag.name), Span { across, down });
                if tag.self_closing {
                    reader.end(&text(&tag.name));
                }
            }
            Token::EndTag(tag) => reader.end(&text(&tag.name)),
            Token::String(string) => {
                let (from, to) = (string.span.start, string.span.end);
                let raw = source.as_str().get(from..to).unwrap_or_default();
                lines(&text(&string.value), raw).for_each(|(line, at)| reader.text(line, from + at));
            }
            Token::Comment(comment) if !comment.value.is_empty() => {
                reader.end_line();
                let hidden = inside(source, comment.span.start, comment.span.end).map(|inside| blocks(&inside));
                let hidden = hidden.into_iter().flatten().map(|block| Block { hidden: true, ..block });
                reader.blocks.extend(hidden);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.end_line();
    reader.blocks
}

/// The content of a comment. `</}>` and the like are comments as well, without content. Comments are not nested.
fn inside(source: &Tracked, from: usize, to: usize) -> Option<Tracked> {
    let comment = source.slice(from, to);
    let text = comment.as_str();
    let inner = text.strip_prefix("<!--").filter(|inner| !inner.contains("<!--"))?;
    let start = text.len() - inner.len();
    Some(comment.slice(start, start + inner.find("-->").unwrap_or(inner.len())))
}

/// The lines of a text, each with its start in the source. Within a line, references make the source longer.
fn lines<'t>(text: &'t str, raw: &'t str) -> impl Iterator<Item = (&'t str, usize)> {
    let starts = raw.match_indices('\n').map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(starts).chain(std::iter::repeat(raw.len()));
    text.split_inclusive('\n').zip(starts)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Reader<'s> {
    source: &'s Tracked,
    blocks: Vec<Block>,
    /// The current line, cell or code.
    text: Tracked,
    table: Option<Grid>,
    /// The open elements whose text is not a line.
    open: Vec<String>,
}

/// The number of columns and rows that a cell spans.
#[derive(Clone, Copy)]
struct Span {
    across: usize,
    down: usize,
}

/// The button that the official viewer puts into code.
const COPY: &str = "点击复制";

/// The largest span read; a file can contain any number.
const MOST_CELLS: usize = 100;

#[derive(Default)]
struct Grid {
    rows: Vec<Vec<Cell>>,
    span: Option<Span>,
    /// For each column, a cell of an earlier row and the number of rows that it still spans.
    from_above: Vec<Option<(Cell, usize)>>,
}

impl Grid {
    fn start_row(&mut self) {
        self.rows.push(Vec::new());
        self.take_from_above();
    }

    /// Repeats cells that span several rows in each of them.
    fn take_from_above(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(above) = self.from_above.get_mut(row.len()) {
            let Some((cell, rows)) = above.take() else { break };
            *above = (rows > 1).then(|| (cell.clone(), rows - 1));
            row.push(cell);
        }
    }

    fn end_cell(&mut self, cell: &Cell) {
        let Some(Span { across, down }) = self.span.take() else { return };
        if self.rows.is_empty() {
            self.start_row();
        }
        for _ in 0..across.clamp(1, MOST_CELLS) {
            let Some(row) = self.rows.last_mut() else { return };
            if (2..=MOST_CELLS).contains(&down) {
                self.from_above.resize_with(self.from_above.len().max(row.len() + 1), || None);
                if let Some(above) = self.from_above.get_mut(row.len()) {
                    *above = Some((cell.clone(), down - 1));
                }
            }
            row.push(cell.clone());
            self.take_from_above();
        }
    }

    fn table(self) -> Table {
        let mut rows = self.rows.into_iter();
        Table { header: rows.next().unwrap_or_default(), rows: rows.collect() }
    }
}

impl Reader<'_> {
    fn start(&mut self, name: &str, span: Span) {
        match name {
            "td" | "th" => {
                self.end_cell();
                self.table.iter_mut().for_each(|table| table.span = Some(span));
            }
            "tr" => {
                self.end_cell();
                self.table.iter_mut().for_each(Grid::start_row);
            }
            "table" => {
                self.end_line();
                self.table = Some(Grid::default());
            }
            "br" => self.line_break(),
            "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "script" | "style" | "title" => {
                self.end_line();
                self.open.push(name.to_owned());
            }
            _ if is_block(name) => self.line_break(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "td" | "th" | "tr" => self.end_cell(),
            "table" => {
                self.end_cell();
                self.blocks.extend(self.table.take().map(|rows| Block::from(Content::Table(rows.table()))));
            }
            "br" => self.line_break(),
            _ if self.open.last().is_some_and(|open| open == name) => {
                self.open.pop();
                match name {
                    "pre" => {
                        let code = self.text.trimmed();
                        let end = code.as_str().trim_end_matches(COPY).len();
                        self.text = code.slice(0, end);
                        self.add(Content::Code);
                    }
                    "script" | "style" | "title" => self.text = Tracked::default(),
                    _ => self.add(Content::Heading),
                }
            }
            _ if is_block(name) => self.line_break(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        if self.open.iter().any(|open| open == "pre") {
            self.push(text, at);
            return;
        }
        // Blanks and line breaks between words become one blank.
        let mut at = at;
        for piece in text.split_inclusive(char::is_whitespace) {
            let word = piece.trim_end();
            self.push(word, at);
            if word.len() < piece.len() && !self.text.is_blank() && !self.text.as_str().ends_with(['\n', ' ']) {
                self.push(" ", at + word.len());
            }
            at += piece.len();
        }
    }

    fn push(&mut self, text: &str, at: usize) {
        self.text.push(text, self.source.origin(at));
    }

    fn line_break(&mut self) {
        let in_text = self.table.is_some() || !self.open.is_empty();
        match in_text {
            true if !self.text.as_str().is_empty() && !self.text.as_str().ends_with('\n') => {
                let at = self.text.origin(self.text.as_str().len());
                self.text.push("\n", at);
            }
            true => {}
            false => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        if self.table.is_none() {
            self.add(Content::Line);
        }
    }

    fn end_cell(&mut self) {
        if let Some(table) = &mut self.table {
            table.end_cell(&std::mem::take(&mut self.text).trimmed());
        }
    }

    fn add(&mut self, content: fn(Tracked) -> Content) {
        let text = std::mem::take(&mut self.text).trimmed();
        if !text.is_blank() {
            self.blocks.push(Block::from(content(text)));
        }
    }
}

/// Elements that begin and end lines.
fn is_block(name: &str) -> bool {
    matches!(name, "p" | "div" | "li" | "ul" | "ol" | "blockquote" | "section" | "article" | "body" | "html" | "head")
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::text::{Content, Tracked};

    fn tables(page: &str) -> Vec<Vec<Vec<String>>> {
        let cells = |row: &Vec<Tracked>| row.iter().map(|cell| cell.as_str().to_owned()).collect();
        let of = |content| match content {
            Content::Table(table) => Some([table.header].iter().chain(&table.rows).map(cells).collect()),
            _ => None,
        };
        blocks(&Tracked::whole(page)).into_iter().filter_map(|block| of(block.content)).collect()
    }

    #[test]
    fn merged_cells_stand_in_each_row_and_column_they_take() {
        let page = "<table><thead><tr><th>a<th>b<th>c</thead>\n<tr><td rowspan=2>1<td>2</td><td>3</tr>\n<tr><td>4</td><td>5<br/>6</td></tr><tr><td colspan='3'>7</td></table>";
        assert_eq!(
            tables(page),
            [[vec!["a", "b", "c"], vec!["1", "2", "3"], vec!["1", "4", "5\n6"], vec!["7", "7", "7"]]]
        );
    }

    #[test]
    fn what_html_takes_for_a_comment_hides_nothing() {
        for page in ["<p>a</p></}body>", "<p>a</p><?xml?>", "<p>a</p><!-- <!-- b -->", "<p>a</p><!--", "<p>a</p><!-->"]
        {
            assert_eq!(blocks(&Tracked::whole(page)).len(), 1, "{page}");
        }
        assert_eq!(blocks(&Tracked::whole(&"<!--".repeat(100_000))).len(), 0);
    }

    #[test]
    fn prose_code_and_comments_know_their_places() {
        let page = "<html><head><title>t</title><script>if (a < b) { '<table>' }</script></head><body><h2>Send</h2><p>one <b>two</b>\n three<br>four</p><pre><code><span>{</span>\n  1\n}</code></pre><!-- <p>gone</p> --></body>";
        let shown = |block: &crate::text::Block| match &block.content {
            Content::Heading(text) => format!("# {}", text.as_str()),
            Content::Line(text) => text.as_str().to_owned(),
            Content::Code(text) => format!("code {}", text.as_str()),
            Content::Table(_) => "table".to_owned(),
        };
        let blocks = blocks(&Tracked::whole(page));
        assert_eq!(
            blocks.iter().map(shown).collect::<Vec<_>>(),
            ["# Send", "one two three", "four", "code {\n  1\n}", "gone"]
        );
        assert_eq!(blocks.iter().map(|block| block.hidden).collect::<Vec<_>>(), [false, false, false, false, true]);
        for (block, word) in blocks.iter().zip(["Send", "one", "four", "{</span>", "gone"]) {
            assert_eq!(Some(block.start()), page.find(word), "{word}");
        }
    }
}

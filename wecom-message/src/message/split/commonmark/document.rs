//! A parsed text: its blocks, its spans, and what is repeated around a cut inside them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::super::spans::{Span, addresses};
use super::super::wrappers::Wrapper;
use super::block::{Block, Kind, columns, prefix_length};

pub(super) const OPTIONS: Options = Options::ENABLE_TABLES;

#[derive(Debug, Default)]
pub(super) struct Document {
    /// In the order of their starts.
    pub(super) blocks: Vec<Block>,
    /// What is repeated at the beginning of lines.
    pub(super) wrappers: Vec<Wrapper>,
    pub(super) spans: Vec<Span>,
    /// Ranges without a good place for a cut: the first line of a code block with its fence, the head of a table.
    pub(super) inseparable: Vec<Range<usize>>,
}

impl Document {
    pub(super) fn of(text: &str, longest: usize) -> Self {
        let mut reader = Reader {
            text,
            longest,
            open: Vec::new(),
            prefix: String::new(),
            links: Vec::new(),
            leaf: None,
            cell: None,
            document: Self::default(),
        };
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            reader.read(event, range);
        }
        let mut document = reader.document;
        document.spans.extend(addresses(text, longest));
        let escapes = text.match_indices('\\').map(|(at, _)| at..at + 2);
        document.inseparable.extend(escapes.filter(|escape| text.is_char_boundary(escape.end)));
        document
    }
}

struct Container {
    kind: Kind,
    /// The start of its content on its first line.
    content: usize,
    /// The length of the prefix without it.
    outer_prefix: usize,
}

struct Reader<'t> {
    text: &'t str,
    longest: usize,
    open: Vec<Container>,
    /// What continues all open containers on a new line.
    prefix: String,
    /// For each open link and image: the end of the last thing in it.
    links: Vec<usize>,
    /// The kind of the block that text belongs to.
    leaf: Option<Kind>,
    /// The number of cells before the next one, in a long row of a table.
    cell: Option<usize>,
    document: Document,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, range),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => {
                self.leaf = None;
                if let Some(container) = self.open.pop() {
                    self.prefix.truncate(container.outer_prefix);
                }
            }
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Table,
            ) => {
                self.leaf = None;
            }
            Event::End(TagEnd::Link) => {
                let label = self.links.pop().map(|end| range.start + 1..end);
                let is_inline = |label: &Range<usize>| self.slice(label.end..range.end).starts_with("](");
                let label = label.filter(is_inline);
                self.span(range, label);
            }
            Event::Code(_) => {
                let ticks = self.slice(range.clone()).bytes().take_while(|byte| *byte == b'`').count();
                self.span(range.clone(), Some(range.start + ticks..range.end.saturating_sub(ticks)));
            }
            Event::InlineHtml(_) => self.span(range, None),
            Event::Text(text) => {
                let source = self.slice(range.clone());
                if source.starts_with('&') && source != &*text {
                    self.document.inseparable.push(range.clone());
                }
                self.inline(range);
            }
            Event::SoftBreak | Event::HardBreak => self.inline(range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::BlockQuote(_) => self.quote(range),
            Tag::List(_) => self.container(Kind::List, range.clone(), range.start, ""),
            Tag::Item => self.item(range),
            Tag::Paragraph => self.block(Kind::Paragraph, range),
            Tag::Heading { level, .. } => self.heading(*level as usize, range),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.fence(range),
            Tag::CodeBlock(CodeBlockKind::Indented) => self.block(Kind::Indented, range),
            Tag::HtmlBlock => self.block(Kind::Html, range),
            Tag::Table(_) => self.table(range),
            Tag::TableHead | Tag::TableRow => self.row(range),
            Tag::TableCell => self.cell(range),
            Tag::Strong => self.span(range.clone(), Some(range.start + 2..range.end.saturating_sub(2))),
            Tag::Emphasis => self.span(range.clone(), Some(range.start + 1..range.end.saturating_sub(1))),
            Tag::Link { link_type, .. } => {
                self.inline(range.clone());
                self.links.push(if *link_type == LinkType::Inline { range.start + 1 } else { range.end });
            }
            Tag::Image { .. } => self.span(range, None),
            _ => {}
        }
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The start of a line.
    fn line(&self, at: usize) -> usize {
        self.slice(0..at).rfind('\n').map_or(0, |line_break| line_break + 1)
    }

    fn block(&mut self, kind: Kind, range: Range<usize>) {
        self.leaf = Some(kind).filter(|kind| !kind.is_container());
        self.document.blocks.push(Block { range, kind });
    }

    fn wrapper(&mut self, range: Range<usize>, open: String, close: String) {
        self.document.wrappers.push(Wrapper { range, open, close });
    }

    fn span(&mut self, range: Range<usize>, inner: Option<Range<usize>>) {
        self.inline(range.clone());
        let inner = inner.filter(|inner| inner.start < inner.end);
        if inner.is_some() || range.len() <= self.longest {
            self.document.spans.push(Span { range, inner });
        }
    }

    /// Items of a dense list have no paragraphs: the text stands in them directly.
    fn inline(&mut self, range: Range<usize>) {
        if let Some(end) = self.links.last_mut() {
            *end = range.end.max(*end);
        }
        match (self.leaf, self.document.blocks.last_mut()) {
            (Some(Kind::Paragraph), Some(last)) => last.range.end = last.range.end.max(range.end),
            (Some(_), _) => {}
            (None, _) => self.block(Kind::Paragraph, range),
        }
    }

    fn container(&mut self, kind: Kind, range: Range<usize>, content: usize, prefix: &str) {
        let outer_prefix = self.prefix.len();
        if outer_prefix <= self.longest {
            self.prefix.push_str(prefix); // a longer one is never repeated
        }
        self.open.push(Container { kind, content, outer_prefix });
        self.block(kind, range);
    }

    fn quote(&mut self, range: Range<usize>) {
        let mark = self.slice(range.clone()).find('>').unwrap_or_default();
        let content = range.start + mark + 1;
        let blank = usize::from(self.slice(content..range.end).starts_with(' '));
        self.wrapper(range.clone(), "> ".to_owned(), String::new());
        self.container(Kind::Quote, range, content + blank, "> ");
    }

    fn item(&mut self, range: Range<usize>) {
        if self.prefix.len() > self.longest {
            return self.container(Kind::List, range.clone(), range.start, ""); // nothing in it fits into a part with its marks
        }
        let source = self.slice(range.clone());
        let marker = range.start + source.len() - source.trim_start_matches([' ', '\t']).len();
        let digits = self.slice(marker..range.end).bytes().take_while(u8::is_ascii_digit).count();
        let marker_end = marker + digits + 1;
        let rest = self.slice(marker_end..range.end);
        let rest = rest.lines().next().unwrap_or_default();
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();

        let line = self.line(marker);
        let base = self.content_start(line, marker);
        let column = |at: usize| columns(self.slice(line..at));
        let indentation = column(marker).saturating_sub(column(base));
        let mut spaces = column(marker_end + blanks) - column(marker_end);
        let mut content = marker_end + blanks;
        if rest.trim().is_empty() || spaces > 4 {
            (spaces, content) = (1, (marker_end + 1).min(range.end));
        }
        let width = indentation + (marker_end - marker) + spaces;
        let open = format!("{:indentation$}{}{:spaces$}", "", self.slice(marker..marker_end), "");
        self.wrapper(range.clone(), open, String::new());
        self.container(Kind::Item { width }, range, content, &" ".repeat(width));
    }

    /// Where the content of the innermost open container begins on a line, before `end`.
    fn content_start(&self, line: usize, end: usize) -> usize {
        let on_this_line = self.open.iter().rfind(|container| container.kind != Kind::List).map(|it| it.content);
        let on_this_line = on_this_line.filter(|content| (line + 1..=end).contains(content));
        let kinds = self.open.iter().map(|container| container.kind);
        on_this_line.unwrap_or_else(|| line + prefix_length(self.slice(line..end), kinds))
    }

    fn heading(&mut self, level: usize, range: Range<usize>) {
        let source = self.slice(range.clone()).trim_end();
        let (open, close) = if source.trim_start().starts_with('#') {
            ("#".repeat(level) + " ", String::new())
        } else {
            let underline = source.rfind('\n').map_or(range.end, |at| range.start + at);
            self.document.inseparable.push(underline.saturating_sub(2)..range.end);
            (String::new(), format!("\n{}{}", self.prefix, if level == 1 { "===" } else { "---" }))
        };
        self.wrapper(range.clone(), open, close);
        self.block(Kind::Heading, range);
    }

    fn fence(&mut self, range: Range<usize>) {
        let source = self.slice(range.clone());
        let head = source.lines().next().unwrap_or_default().trim_end();
        let mark = head.chars().next().unwrap_or('`');
        let fence: String = head.chars().take_while(|it| *it == mark).collect();
        let indentation = self.slice(0..range.start).bytes().rev().take(3).take_while(|byte| *byte == b' ').count();
        let line = self.line(range.start);
        let base = self.content_start(line, range.start);
        let indentation = indentation.min(range.start - base);

        let open = format!("{:indentation$}{head}\n{}", "", self.prefix);
        let close = format!("\n{}{:indentation$}{fence}", self.prefix, "");
        let is_closing = |line: &str| line.trim_start_matches([' ', '\t', '>']).starts_with(&fence);
        let tail = source.trim_end().rfind('\n').filter(|at| source.get(at + 1..).is_some_and(is_closing));
        let tail = tail.map(|at| range.start + at);
        self.document.inseparable.push(range.start..range.start + head.len() + "\r\n".len());
        self.document.inseparable.extend(tail.map(|tail| tail.saturating_sub(2)..range.end));
        self.wrapper(range.clone(), open, close);
        self.block(Kind::Fence, range);
    }

    fn table(&mut self, range: Range<usize>) {
        let source = self.slice(range.clone());
        let mut lines = source.split_inclusive('\n');
        let (head, rule) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
        let kinds = self.open.iter().map(|container| container.kind);
        let rule_text = rule.get(prefix_length(rule, kinds)..).unwrap_or_default();
        let open = format!("{}\n{prefix}{}\n{prefix}", head.trim(), rule_text.trim(), prefix = self.prefix);
        self.document.inseparable.push(range.start..range.start + head.len() + rule.len() + 1);
        self.wrapper(range.clone(), open, String::new());
        self.block(Kind::Table, range);
    }

    fn row(&mut self, range: Range<usize>) {
        self.cell = (range.len() > self.longest / 4).then_some(0);
        if self.cell.is_none() {
            self.document.inseparable.push(range.start..range.start + self.slice(range).trim_end().len());
        }
    }

    /// What is cut inside a cell goes on in its column.
    fn cell(&mut self, range: Range<usize>) {
        let Some(column) = self.cell.filter(|column| 2 * column < self.longest) else { return };
        let start = range.start - usize::from(self.slice(0..range.start).ends_with('|'));
        self.wrapper(start..range.end, format!("|{} ", " |".repeat(column)), " |".to_owned());
        self.cell = Some(column + 1);
    }
}

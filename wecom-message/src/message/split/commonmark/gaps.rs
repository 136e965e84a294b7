//! Where a document can be cut, line by line.

use super::super::gaps::{DEEPEST, Gap, Rank, gaps as gaps_in_line};
use super::super::wrappers::Wrapper;
use super::block::{Block, Kind, prefix_length};

/// The gaps between and inside lines, and what a cut inside a line of code by indentation repeats.
pub(super) fn gaps(text: &str, blocks: &[Block]) -> (Vec<Gap>, Vec<Wrapper>) {
    let mut scan = Scan {
        text,
        blocks,
        open: Vec::new(),
        gaps: Vec::new(),
        wrappers: Vec::new(),
        end: None,
        after_heading: false,
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        scan.line(start, line);
        start += line.len();
    }
    (scan.gaps, scan.wrappers)
}

struct Scan<'a> {
    text: &'a str,
    /// Those that begin on this line or later.
    blocks: &'a [Block],
    /// Those that began on earlier lines.
    open: Vec<&'a Block>,
    gaps: Vec<Gap>,
    wrappers: Vec<Wrapper>,
    /// The end of the last line that is not blank.
    end: Option<usize>,
    after_heading: bool,
}

impl Scan<'_> {
    fn line(&mut self, start: usize, line: &str) {
        self.open_earlier(start);
        let content =
            start + prefix_length(line.trim_end_matches(['\r', '\n']), self.open.iter().map(|block| block.kind));
        let end = start + line.trim_end().len();
        let leaf = self.open.last().map(|block| block.kind).filter(|kind| !kind.is_container());
        let is_verbatim = leaf.is_some_and(Kind::is_verbatim);
        if content >= end && !is_verbatim {
            return;
        }
        match (self.end, leaf) {
            (Some(before), Some(kind)) if kind.is_verbatim() => {
                let before = if kind == Kind::Html { before } else { line_break(self.text, start).max(before) };
                self.gaps.push(Gap { end: before, next: content, rank: Rank::Line });
            }
            (Some(before), Some(kind)) => {
                let next = self.trimmed(content);
                let rank = if kind != Kind::Table && self.begins_block(next) { Rank::Inside } else { Rank::Line };
                self.gaps.push(Gap { end: before, next, rank });
            }
            (Some(before), None) => self.between_blocks(before, content),
            (None, _) => {}
        }
        self.inside_line(content, end, leaf);
        self.end = Some(end.max(content));
    }

    fn open_earlier(&mut self, start: usize) {
        while let Some((block, later)) = self.blocks.split_first()
            && block.range.start < start
        {
            while self.open.pop_if(|open| open.range.end <= block.range.start).is_some() {}
            self.open.push(block);
            self.after_heading = block.kind == Kind::Heading;
            self.blocks = later;
        }
        while self.open.pop_if(|open| open.range.end <= start).is_some() {}
    }

    fn between_blocks(&mut self, before: usize, content: usize) {
        let is_paragraph = self.blocks.first().is_some_and(|block| block.kind == Kind::Paragraph);
        let next = if is_paragraph { self.trimmed(content) } else { content };
        let depth = u8::try_from(2 * self.open.len()).unwrap_or(u8::MAX);
        // A heading stays with what follows if both fit.
        let rank = DEEPEST.saturating_sub(depth.saturating_add(u8::from(self.after_heading)));
        self.gaps.push(Gap { end: before, next, rank: Rank::Block(rank) });
    }

    fn inside_line(&mut self, content: usize, end: usize, leaf: Option<Kind>) {
        let (start, kind) = if let Some(kind) = leaf {
            (content, kind)
        } else {
            let mut beginning = self.blocks.iter().take_while(|block| block.range.start < end);
            let Some(first) = beginning.find(|block| !block.kind.is_container()) else { return };
            (first.range.start.max(content), first.kind)
        };
        if kind == Kind::Indented {
            self.wrappers.push(Wrapper { range: start..end, open: "    ".to_owned(), close: String::new() });
        }
        let Some(line) = self.text.get(start..end) else { return };
        for mut gap in gaps_in_line(line, &[]) {
            (gap.end, gap.next) = (gap.end + start, gap.next + start);
            if gap.end == start {
                continue;
            }
            if kind.is_verbatim() {
                gap.end = gap.next; // the blanks stay
            }
            if self.begins_block(gap.next) {
                gap.rank = Rank::Inside;
            }
            self.gaps.push(gap);
        }
    }

    fn trimmed(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    fn begins_block(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(begins_block)
    }
}

/// Whether a text would be something else at the beginning of a message: a heading, a list, a quote.
fn begins_block(text: &str) -> bool {
    const LONGEST_NUMBER: usize = 9;
    let digits = text.bytes().take(LONGEST_NUMBER).take_while(u8::is_ascii_digit).count();
    let is_number = digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']));
    let is_list =
        text.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let is_label = text.starts_with('[')
        && text.bytes().zip(text.bytes().skip(1)).take(LONGEST_LABEL).any(|it| it == (b']', b':'));
    is_number
        || is_list
        || is_label
        || text.starts_with(['#', '>', '|', '<'])
        || ["```", "~~~", "---", "***", "___"].iter().any(|mark| text.starts_with(mark))
}

/// Longer ones are not looked for: the time would not be linear.
const LONGEST_LABEL: usize = 100;

/// The line break before a line.
fn line_break(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    let line = before.strip_suffix('\n').unwrap_or(before);
    line.strip_suffix('\r').unwrap_or(line).len()
}

//! The lines of WeCom's subset of Markdown: quotes, headings and paragraphs.

use std::ops::Range;

use super::gaps::{DEEPEST, Gap, Rank, is_blank};
use super::wrappers::Wrapper;

/// The lines that are not blank.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
}

#[derive(Clone, Copy, Debug)]
struct Line {
    start: usize,
    /// The start of the text behind the marks of a quote and of a heading.
    content: usize,
    end: usize,
    is_quote: bool,
    is_heading: bool,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let mut start = 0;
        let mut lines = Vec::new();
        for line in text.split_inclusive('\n') {
            if !is_blank(line) {
                lines.push(Line::of(start, line));
            }
            start += line.len();
        }
        Self { lines }
    }

    /// The marks that lines begin with.
    pub(super) fn marks(&self) -> impl Iterator<Item = Range<usize>> {
        self.lines.iter().map(|line| line.start..line.content).filter(|marks| !marks.is_empty())
    }

    /// A cut inside a line repeats the marks that it begins with.
    pub(super) fn wrappers(&self, text: &str) -> impl Iterator<Item = Wrapper> {
        self.lines.iter().filter(|line| line.start < line.content).filter_map(|line| {
            let open = text.get(line.start..line.content)?.to_owned();
            Some(Wrapper { range: line.start..line.end, open, close: String::new() })
        })
    }

    /// Prefers cuts between paragraphs and quotes, and avoids those that would make a quote or heading of plain text. Marks of at
    /// most `budget` bytes are repeated by their wrapper also where a line begins, since it may begin inside bold text.
    pub(super) fn rank(&self, text: &str, gaps: &mut [Gap], budget: usize) {
        let mut lines = self.lines.iter().zip(self.lines.iter().skip(1)).peekable();
        for gap in gaps {
            while lines.next_if(|(_, after)| after.end <= gap.next).is_some() {}
            match (gap.rank, lines.peek()) {
                (Rank::Line, Some((before, after))) if gap.end <= before.end && after.start <= gap.next => {
                    if after.content - after.start <= budget {
                        gap.next = gap.next.max(after.content);
                    }
                    gap.rank = rank(before, after);
                }
                (Rank::Word | Rank::Character, _)
                    if text.get(gap.next..).is_some_and(|rest| rest.starts_with(['#', '>'])) =>
                {
                    gap.rank = Rank::Inside;
                }
                _ => {}
            }
        }
    }
}

impl Line {
    fn of(start: usize, line: &str) -> Self {
        let end = start + line.trim_end().len();
        let unquoted = line.trim_start_matches([' ', '>']);
        let is_quote = line.len() > unquoted.len() && line.trim_start().starts_with('>');
        let quoted = if is_quote { unquoted } else { line };
        let text = quoted.trim_start_matches(' ').trim_start_matches('#');
        let is_heading = text.starts_with(' ') && text.len() < quoted.trim_start_matches(' ').len();
        let content = match (is_heading, is_quote) {
            (true, _) => text.trim_start_matches(' '),
            (false, true) => unquoted,
            (false, false) => line,
        };
        Self { start, content: (start + line.len() - content.len()).min(end), end, is_quote, is_heading }
    }
}

fn rank(before: &Line, after: &Line) -> Rank {
    const LINE_BREAK: usize = "\r\n".len();
    if before.is_heading {
        Rank::Block(DEEPEST - 1) // a heading stays with what follows if both fit
    } else if after.is_heading || before.is_quote != after.is_quote || after.start - before.end > LINE_BREAK {
        Rank::Block(DEEPEST)
    } else {
        Rank::Line
    }
}

//! The spans of a text that should stay whole.
//!
//! Each mark is read once and closes the nearest open mark of its kind, so the time is linear in the length of any text.

use std::ops::Range;

use super::markup::Markup;
use super::wrappers::Wrapper;

/// A stretch of the text that should stay whole.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) range: Range<usize>,
    /// What lies between its marks, of a span that can be closed and opened again.
    pub(super) inner: Option<Range<usize>>,
}

impl Span {
    /// What of the span must not be cut: all of it if it has at most `longest` bytes, otherwise its marks. Nor are they cut
    /// off from the text between them if they are repeated, for which they must have at most `budget` bytes.
    pub(super) fn whole(&self, longest: usize, budget: usize) -> impl Iterator<Item = Range<usize>> {
        let Range { start, end } = self.range;
        let (first, last) = match &self.inner {
            Some(_) if self.range.len() <= longest => (start..end, None),
            Some(inner) if self.range.len() - inner.len() <= budget => {
                (start..inner.start + 1, Some(inner.end.saturating_sub(1)..end))
            }
            Some(inner) => (start..inner.start, Some(inner.end..end)),
            None => (start..end, None),
        };
        std::iter::once(first).chain(last)
    }

    pub(super) fn wrapper(&self, text: &str) -> Option<Wrapper> {
        let inner = self.inner.clone()?;
        let open = text.get(self.range.start..inner.start)?.to_owned();
        let close = text.get(inner.end..self.range.end)?.to_owned();
        Some(Wrapper { range: self.range.clone(), open, close })
    }
}

/// The spans that should stay whole, in no order. Those without marks around them have at most `longest` bytes.
pub(super) fn spans(text: &str, markup: Markup, longest: usize) -> Vec<Span> {
    let mut scan = Scan { text, longest, spans: Vec::new(), open: Open::default() };
    let mut at = 0;
    while at < text.len() {
        at += scan.mark(markup, at).unwrap_or(1);
    }
    scan.addresses(markup);
    if markup == Markup::Text {
        scan.placeholders();
    }
    scan.spans
}

/// Plain addresses in Markdown.
#[cfg(feature = "markdown-split")]
pub(super) fn addresses(text: &str, longest: usize) -> Vec<Span> {
    let mut scan = Scan { text, longest, spans: Vec::new(), open: Open::default() };
    scan.addresses(Markup::MarkdownV2);
    scan.spans
}

/// Open marks: the start of each, and the start of the marked text.
#[derive(Default)]
struct Open {
    tags: Vec<(usize, usize)>,
    bold: Vec<(usize, usize)>,
    labels: Vec<(usize, usize)>,
}

impl Open {
    /// Drops marks that opened inside a span that was closed: they cannot be closed outside it.
    fn close_inside(&mut self, start: usize) {
        for kind in [&mut self.tags, &mut self.bold, &mut self.labels] {
            kind.truncate(kind.partition_point(|open| open.0 < start));
        }
    }
}

struct Scan<'t> {
    text: &'t str,
    longest: usize,
    spans: Vec<Span>,
    open: Open,
}

impl Scan<'_> {
    /// The length of the mark that begins here, if there is one.
    fn mark(&mut self, markup: Markup, at: usize) -> Option<usize> {
        let rest = self.text.get(at..)?;
        match (markup, rest.as_bytes().first()?) {
            (Markup::Text, b'<') => self.tag(at, rest, "a"),
            (Markup::Text, _) => None,
            (_, b'<') => self.tag(at, rest, "font"),
            (_, b'`') => self.code(at, rest),
            (_, b'*') => self.bold(at, rest),
            (_, b'[') => {
                self.open.labels.push((at, at + 1));
                None
            }
            (_, b']') => self.link(at, rest),
            (_, b'\n') if rest.starts_with("\n\n") || rest.starts_with("\n\r\n") => {
                self.open.bold.clear();
                self.open.labels.clear();
                None
            }
            _ => None,
        }
    }

    fn tag(&mut self, at: usize, rest: &str, name: &str) -> Option<usize> {
        let (closes, inner) = rest.strip_prefix("</").map_or((false, rest.get(1..)?), |inner| (true, inner));
        let named = inner.get(..name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        if !named || !inner.get(name.len()..)?.starts_with([' ', '\t', '\r', '\n', '>']) {
            return None;
        }
        let length = tag_length(rest, self.longest)?;
        self.spans.push(Span { range: at..at + length, inner: None });
        if !closes {
            self.open.tags.push((at, at + length));
        } else if let Some((start, inner)) = self.open.tags.pop() {
            self.close(start, inner, at, at + length);
        }
        Some(length)
    }

    fn code(&mut self, at: usize, rest: &str) -> Option<usize> {
        let ticks = run(rest, |byte| byte == b'`');
        let line = rest.get(ticks..)?.lines().next().unwrap_or_default();
        let mut from = 0;
        while let Some(found) = line.get(from..)?.find('`') {
            let closing = run(line.get(from + found..)?, |byte| byte == b'`');
            from += found + closing;
            if closing == ticks {
                let end = at + ticks + from;
                self.close(at, at + ticks, end - ticks, end);
                return Some(ticks + from);
            }
        }
        Some(ticks)
    }

    fn bold(&mut self, at: usize, rest: &str) -> Option<usize> {
        const MARK: usize = 2;
        let after = rest.strip_prefix("**")?;
        let is_blank_before = self.text.get(..at)?.chars().next_back().is_none_or(char::is_whitespace);
        let is_blank_after = after.chars().next().is_none_or(char::is_whitespace);
        match self.open.bold.last() {
            Some(&(start, inner)) if !is_blank_before && inner < at => {
                self.open.bold.pop();
                self.close(start, inner, at, at + MARK);
            }
            _ if !is_blank_after => self.open.bold.push((at, at + MARK)),
            _ => {}
        }
        Some(MARK)
    }

    /// At the `]` of `[label](url)`.
    fn link(&mut self, at: usize, rest: &str) -> Option<usize> {
        let (start, inner) = self.open.labels.pop()?;
        let target = rest.strip_prefix("](")?;
        let length = "](".len() + target_length(target, self.longest)?;
        self.close(start, inner, at, at + length);
        Some(length)
    }

    fn close(&mut self, start: usize, inner: usize, inner_end: usize, end: usize) {
        self.open.close_inside(start);
        self.spans.push(Span { range: start..end, inner: Some(inner..inner_end) });
    }

    /// Plain addresses, which the clients show as links.
    fn addresses(&mut self, markup: Markup) {
        let ends: &[u8] = if markup == Markup::Text { b"\"'<>" } else { b"\"'<>`*()[]" };
        let mut end = 0;
        for (at, _) in self.text.match_indices("http") {
            let Some(rest) = self.text.get(at..).filter(|_| at >= end) else { continue };
            if rest.starts_with("http://") || rest.starts_with("https://") {
                let length = run(rest, |byte| byte.is_ascii_graphic() && !ends.contains(&byte));
                end = at + length;
                self.short(at, length);
            }
        }
    }

    /// Placeholders of id translation: `$userName=lisi$`.
    fn placeholders(&mut self) {
        for (at, _) in self.text.match_indices('$') {
            let Some(rest) = self.text.get(at + 1..) else { continue };
            let name = run(rest, |byte| byte.is_ascii_alphabetic());
            let Some(id) = rest.get(name..).and_then(|rest| rest.strip_prefix('=')) else { continue };
            let length = run(id, |byte| byte.is_ascii_graphic() && !b"$<>\"".contains(&byte));
            if name > 0 && length > 0 && id.as_bytes().get(length) == Some(&b'$') {
                self.short(at, "$=$".len() + name + length);
            }
        }
    }

    fn short(&mut self, at: usize, length: usize) {
        if length <= self.longest {
            self.spans.push(Span { range: at..at + length, inner: None });
        }
    }
}

/// The number of leading bytes of a kind.
fn run(text: &str, is: impl Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|byte| is(*byte)).count()
}

/// The length up to the first `>` outside quotes.
fn tag_length(tag: &str, longest: usize) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in tag.bytes().enumerate().skip(1).take(longest) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(index + 1),
            (None, b'<') => return None,
            _ => {}
        }
    }
    None
}

/// The length up to the `)` of a link that does not belong to a `(` of the address.
fn target_length(target: &str, longest: usize) -> Option<usize> {
    let mut depth = 0;
    let mut first = None;
    for (index, byte) in target.bytes().enumerate().take(longest) {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(index + 1),
            b')' => {
                first = first.or(Some(index + 1));
                depth -= 1;
            }
            b'\r' | b'\n' | b' ' | b'\t' => break,
            _ => {}
        }
    }
    first
}

/// Joins overlapping ranges.
pub(super) fn apart(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(spans.len());
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => apart.push(span),
        }
    }
    apart
}

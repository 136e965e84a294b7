//! Markdown that reads the same when cut anywhere: links name their addresses, list items their numbers.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::document::OPTIONS;

/// The text with the addresses of link references in their links, and with the numbers that list items are shown with.
pub(in super::super) fn standalone(text: &str) -> String {
    let mut parser = Parser::new_ext(text, OPTIONS).into_offset_iter();
    let mut reader = Reader { text, edits: Vec::new() };
    let mut lists: Vec<Option<u64>> = Vec::new();
    for (event, range) in parser.by_ref() {
        match event {
            Event::Start(Tag::List(first)) => lists.push(first),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                if let Some(Some(number)) = lists.last_mut() {
                    reader.number(range, *number);
                    *number += 1;
                }
            }
            Event::Start(
                Tag::Link { link_type, dest_url, title, .. } | Tag::Image { link_type, dest_url, title, .. },
            ) => {
                reader.link(range, link_type, &dest_url, &title);
            }
            _ => {}
        }
    }
    let definitions = parser.reference_definitions().iter();
    reader.edits.extend(definitions.map(|(_, definition)| (definition.span.clone(), String::new())));
    reader.edited()
}

struct Reader<'t> {
    text: &'t str,
    edits: Vec<(Range<usize>, String)>,
}

impl Reader<'_> {
    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    fn link(&mut self, range: Range<usize>, link_type: LinkType, address: &CowStr<'_>, title: &CowStr<'_>) {
        let source = self.slice(range.clone());
        let (label_end, end) = match link_type {
            LinkType::Reference => (source.rfind("][").map(|at| range.start + at), range.end),
            LinkType::Shortcut => (Some(range.end - 1), range.end),
            LinkType::Collapsed if source.ends_with("[]") => (Some(range.end - 3), range.end),
            LinkType::Collapsed => (Some(range.end - 1), range.end + "[]".len()),
            _ => return,
        };
        let address = if address.contains([' ', '(', ')']) { format!("<{address}>") } else { address.to_string() };
        let title = if title.is_empty() { String::new() } else { format!(" \"{}\"", title.replace('"', "\\\"")) };
        self.edits.extend(label_end.map(|label_end| (label_end..end, format!("]({address}{title})"))));
    }

    /// Writes the number of an item. If it is longer than what stands there, the item's other lines are indented further.
    fn number(&mut self, range: Range<usize>, number: u64) {
        let source = self.slice(range.clone());
        let start = range.start + source.len() - source.trim_start_matches([' ', '\t']).len();
        let written = self.slice(start..range.end).bytes().take_while(u8::is_ascii_digit).count();
        let end = start + written;
        if self.slice(start..end).parse() == Ok(number) {
            return;
        }
        let number = number.to_string();
        let padding = " ".repeat(written.saturating_sub(number.len()));
        let further = " ".repeat(number.len().saturating_sub(written));
        self.edits.push((start..end, number));
        self.edits.push((end + 1..end + 1, padding));
        if !further.is_empty() {
            self.indent(range, start, &further);
        }
    }

    fn indent(&mut self, item: Range<usize>, marker: usize, further: &str) {
        let before = self.slice(0..marker);
        let outer = before.get(before.rfind('\n').map_or(0, |at| at + 1)..).unwrap_or_default().to_owned();
        let mut at = item.start;
        let mut insertions = Vec::new();
        for line in self.slice(item).split_inclusive('\n') {
            let is_indented = |rest: &str| rest.starts_with([' ', '\t']);
            if at > marker && line.strip_prefix(&outer).is_some_and(is_indented) {
                insertions.push((at + outer.len()..at + outer.len(), further.to_owned()));
            }
            at += line.len();
        }
        self.edits.extend(insertions);
    }

    fn edited(mut self) -> String {
        self.edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for (range, replacement) in &self.edits {
            if range.start >= at {
                text.push_str(self.slice(at..range.start));
                text.push_str(replacement);
                at = range.end;
            }
        }
        text.push_str(self.slice(at..self.text.len()));
        text
    }
}

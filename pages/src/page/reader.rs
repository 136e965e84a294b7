//! Turns the blocks of a page into parts.

use std::sync::Arc;

use super::address::{self, Address};
use super::column::{Columns, Row};
use super::note::Words;
use super::rows::{self, whole};
use super::{Page, Part, Sample, Unread, frame, structure};
use crate::fact::{Demand, Place};
use crate::sentence::{self, Wish};
use crate::text::{self, Content, Table, Tracked};

pub(super) fn read(name: &str, text: &str) -> Page {
    let mut reader = Reader { file: name.into(), parts: Vec::new(), at: Draft::default(), notes: Vec::new() };
    for block in text::blocks(name, text) {
        reader.at.part.hidden |= block.hidden && reader.at.is_empty();
        match block.content {
            Content::Heading(heading) => reader.heading(&heading, block.hidden),
            Content::Line(line) => reader.line(&line),
            Content::Code(code) => reader.code(&code, block.hidden),
            Content::Table(table) => reader.table(&table),
        }
    }
    reader.end_part();
    let Reader { file, mut parts, notes, .. } = reader;
    structure::put_in_place(&mut parts);
    for part in &mut parts {
        take_notes(part, &notes);
    }
    let place = |start, end| Place { file: file.clone(), start, end };
    Page {
        id: address::id(name, text),
        updated: address::updated(text).map(|(day, from, to)| (day, place(from, to))),
        error_codes: address::error_codes(text).into_iter().map(|(code, from, to)| (code, place(from, to))).collect(),
        parts,
        text: text.to_owned(),
        name: file,
    }
}

struct Reader {
    file: Arc<str>,
    parts: Vec<Part>,
    at: Draft,
    /// The demands of notes. A note applies to every part that has the members it names.
    notes: Vec<(Vec<Wish>, Place)>,
}

/// The current part, and its rows until its samples are read.
#[derive(Default)]
struct Draft {
    part: Part,
    request: Vec<Row>,
    answer: Vec<Row>,
    /// Whether the last line before a sample announced one of the answer.
    is_answer_next: bool,
}

impl Draft {
    fn is_empty(&self) -> bool {
        self.part.request.is_empty() && self.part.answer.is_empty()
    }
}

impl Reader {
    fn whole(&self, text: &Tracked) -> Place {
        whole(text, &self.file)
    }

    /// Starts another part under the same heading and address.
    fn next_part(&mut self) {
        let Part { title, hidden, address, .. } = self.at.part.clone();
        self.end_part();
        self.at.part = Part { title, hidden, address, ..Part::default() };
    }

    fn end_part(&mut self) {
        let Draft { mut part, request, answer, .. } = std::mem::take(&mut self.at);
        rows::take(&mut part.request, request, &self.file);
        rows::take(&mut part.answer, answer, &self.file);
        frame::open(&mut part.request);
        frame::open(&mut part.answer);
        if !(part.request.is_empty() && part.answer.is_empty()) {
            self.parts.push(part);
        }
    }

    fn heading(&mut self, heading: &Tracked, hidden: bool) {
        let address = self.at.part.address.clone();
        self.end_part();
        self.at.part = Part { title: heading.as_str().trim().to_owned(), address, hidden, ..Part::default() };
    }

    fn line(&mut self, line: &Tracked) {
        if let Some(found) = address::request(line.as_str()) {
            self.address(found);
        }
        let says = |words: &[&str]| words.iter().any(|word| line.as_str().contains(word));
        if says(&["返回示例", "返回结果", "返回数据"]) {
            self.at.is_answer_next = true;
        } else if says(&["请求示例", "请求实例", "请求包体"]) {
            self.at.is_answer_next = false;
        }
        let wishes = sentence::read_note(line);
        if !wishes.is_empty() {
            self.notes.push((wishes, self.whole(line)));
        }
    }

    fn address(&mut self, found: Address) {
        if self.at.part.address.as_ref().is_some_and(|known| known.path != found.path) && !self.at.is_empty() {
            self.next_part();
        }
        self.at.part.address = Some(found);
    }

    fn code(&mut self, code: &Tracked, hidden: bool) {
        let sample = match Sample::read(code) {
            None => return,
            Some(Ok(sample)) => sample,
            Some(Err(why)) => {
                let place = Place { file: self.file.clone(), start: code.start(), end: code.start() + 1 };
                let text = format!("a sample that cannot be read: {why}");
                self.at.part.request.unread.push(Unread { member: String::new(), text, place });
                return;
            }
        };
        if sample.member("errcode").is_some() || self.at.is_answer_next && !sample.is_callback() {
            self.at.part.answer.sample.get_or_insert(sample);
            return;
        }
        if self.at.part.request.sample.is_some() || !self.at.request.is_empty() {
            self.next_part();
            self.at.part.hidden = hidden;
        }
        if let Some(command) = frame::command(&sample) {
            self.at.part.address = Some(Address { path: command.to_owned(), query: Vec::new() });
        }
        self.at.part.request.sample = Some(sample);
    }

    fn table(&mut self, table: &Table) {
        let Some(columns) = Columns::of(table) else { return };
        let place = self.whole(table.header.first().unwrap_or(&Tracked::default()));
        let rows = columns.rows(table);
        let Draft { part, request, answer, .. } = &mut self.at;
        let is_request = columns.is_request() || part.is_callback();
        let (body, known) = if is_request { (&mut part.request, request) } else { (&mut part.answer, answer) };
        body.tables.push(place);
        known.extend(rows);
    }
}

/// Adds the demands of notes whose members are all in the part's tables.
fn take_notes(part: &mut Part, notes: &[(Vec<Wish>, Place)]) {
    let words = Words { members: &part.request.members, titles: &[], sample: None };
    let of = |(wishes, place): &(Vec<Wish>, Place)| {
        let demands = wishes.iter().filter_map(|wish| words.demands(wish, "")).flatten();
        demands.map(|demand| (demand, place.clone())).collect::<Vec<(Demand, Place)>>()
    };
    let demands: Vec<_> = notes.iter().flat_map(of).collect();
    part.request.demands.extend(demands);
}

//! The elements of a document one after the other, within bounds.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Real callbacks have four levels.
const MAX_DEPTH: usize = 16;

/// Real callbacks have a few dozen; one that lists the members of a large group has a few hundred.
const MAX_COUNT: usize = 10_000;

/// What comes next in a document.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) enum Element {
    /// An element of this name begins.
    Start(String),
    /// The innermost one ends; its own text, without that of elements in it.
    End(String),
    /// The document ends.
    Eof,
}

/// Goes through a document with one root.
///
/// A DOCTYPE, custom entities and anything beyond the bounds are errors. Attributes, comments and processing
/// instructions are passed over.
pub(in super::super) struct Elements<'x> {
    reader: Reader<&'x [u8]>,
    open: Vec<Text>,
    count: usize,
}

/// The text of an element.
#[derive(Default)]
struct Text {
    text: String,
    has_cdata: bool,
}

impl<'x> Elements<'x> {
    pub(in super::super) fn new(document: &'x str) -> Self {
        let mut reader = Reader::from_str(document);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, open: Vec::new(), count: 0 }
    }

    /// # Errors
    ///
    /// What is not well formed or beyond the bounds; nothing of the document is repeated.
    pub(in super::super) fn next(&mut self) -> Result<Element, &'static str> {
        loop {
            let event = self.reader.read_event().map_err(|_| "it is not well-formed XML")?;
            match (event, self.open.last_mut()) {
                (Event::Start(start), _) => return self.start(&start),
                (Event::End(_), _) => return Ok(Element::End(self.open.pop().unwrap_or_default().text)),
                (Event::Text(text), Some(open)) => open.push(&text),
                (Event::CData(text), Some(open)) => open.push_cdata(&text),
                (Event::GeneralRef(reference), Some(open)) => open.text.push_str(&resolve(&reference)?),
                (Event::Text(text), None) if text.trim().is_empty() => {}
                (Event::Comment(_) | Event::Decl(_) | Event::PI(_), _) => {}
                (Event::Eof, None) if self.count > 0 => return Ok(Element::Eof),
                (Event::Eof, _) => return Err("it ends too early"),
                (Event::DocType(_), _) => return Err("it has a DOCTYPE"),
                _ => return Err("it has text outside of its root"),
            }
        }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<Element, &'static str> {
        if self.open.is_empty() && self.count > 0 {
            return Err("it has a second root");
        }
        if self.open.len() == MAX_DEPTH {
            return Err("its elements are nested too deep");
        }
        if self.count == MAX_COUNT {
            return Err("it has too many elements");
        }
        self.count += 1;
        self.open.push(Text::default());
        Ok(Element::Start(start.name().into_inner().to_owned()))
    }
}

/// White space around CDATA is only layout, and not part of the text.
impl Text {
    fn push(&mut self, text: &str) {
        if !(self.has_cdata && text.trim().is_empty()) {
            self.text.push_str(text);
        }
    }

    fn push_cdata(&mut self, text: &str) {
        if !self.has_cdata && self.text.trim().is_empty() {
            self.text.clear();
        }
        self.has_cdata = true;
        self.text.push_str(text);
    }
}

/// A character reference, or one of the five entities that every document has.
fn resolve(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, &'static str> {
    const UNKNOWN: &str = "it has an entity that XML does not define";
    match reference.resolve_char_ref().map_err(|_| UNKNOWN)? {
        Some(character) => Ok(character.to_string().into()),
        None => resolve_predefined_entity(reference).map(Cow::Borrowed).ok_or(UNKNOWN),
    }
}

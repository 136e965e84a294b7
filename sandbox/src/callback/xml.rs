//! XML as callbacks and passive replies use it: elements with text or elements in them, without attributes.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};
use serde_json::{Map, Value};

/// Answers that are nested deeper are refused. A card has five levels.
const DEPTH: usize = 16;

/// The inside of an element.
#[derive(Debug, Default)]
pub(crate) struct Xml(String);

impl Xml {
    /// With an element that holds a text, as CDATA. Characters that XML does not allow are left out.
    pub(crate) fn text(mut self, name: &str, text: &str) -> Self {
        let allowed: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect();
        let text = allowed.replace("]]>", "]]]]><![CDATA[>");
        self.0.extend(["<", name, "><![CDATA[", &text, "]]></", name, ">"]);
        self
    }

    pub(crate) fn number(self, name: &str, number: impl Into<i128>) -> Self {
        self.element(name, &Self(number.into().to_string()))
    }

    pub(crate) fn element(mut self, name: &str, inside: &Xml) -> Self {
        self.0.extend(["<", name, ">", &inside.0, "</", name, ">"]);
        self
    }

    pub(crate) fn followed_by(mut self, other: &Xml) -> Self {
        self.0 += &other.0;
        self
    }

    /// The document with the root that WeCom gives all of them.
    pub(crate) fn document(&self) -> String {
        format!("<xml>{}</xml>", self.0)
    }
}

/// The elements below the root: texts as strings, repeated elements as arrays.
pub(super) fn read(document: &str) -> Result<Map<String, Value>, &'static str> {
    const MALFORMED: &str = "it is not well-formed XML";
    let mut reader = Reader::from_str(document);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    loop {
        let depth = open.len();
        match (reader.read_event().map_err(|_| MALFORMED)?, open.last_mut()) {
            (Event::Start(_), _) if depth == DEPTH => return Err("its elements are nested too deep"),
            (Event::Start(start), _) => {
                open.push(Element { name: start.name().into_inner().to_owned(), ..Element::default() });
            }
            (Event::Text(text), Some(element)) => element.text.push_str(&text),
            (Event::CData(text), Some(element)) => element.cdata.get_or_insert_default().push_str(&text),
            (Event::GeneralRef(reference), Some(element)) => element.text.push_str(&resolved(&reference)?),
            (Event::End(_), _) => {
                let element = open.pop().ok_or(MALFORMED)?;
                match open.last_mut() {
                    Some(parent) => parent.add(element),
                    None => return Ok(element.members),
                }
            }
            (Event::Decl(_) | Event::Comment(_) | Event::Text(_), _) => {}
            _ => return Err(MALFORMED),
        }
    }
}

#[derive(Default)]
struct Element {
    name: String,
    text: String,
    cdata: Option<String>,
    members: Map<String, Value>,
}

impl Element {
    fn add(&mut self, child: Element) {
        let Element { name, text, cdata, members } = child;
        let value = if members.is_empty() { cdata.unwrap_or(text).into() } else { Value::Object(members) };
        match self.members.get_mut(&name) {
            None => drop(self.members.insert(name, value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<Cow<'static, str>, &'static str> {
    const UNKNOWN: &str = "it has an entity that XML does not define";
    match reference.resolve_char_ref().map_err(|_| UNKNOWN)? {
        Some(character) => Ok(character.to_string().into()),
        None => resolve_predefined_entity(reference).map(Cow::Borrowed).ok_or(UNKNOWN),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_cannot_leave_their_element() {
        let xml = Xml::default().text("Content", "a]]></Content>\u{0}<b>").number("MsgId", 7).document();
        assert_eq!(Value::Object(read(&xml).unwrap()), json!({"Content": "a]]></Content><b>", "MsgId": "7"}));
    }

    #[test]
    fn elements_are_read_whatever_surrounds_their_text() {
        let table = [
            ("<xml><A>1</A><B> <![CDATA[x]]> </B><C/></xml>", json!({"A": "1", "B": "x", "C": ""})),
            ("<xml><L><I>1</I></L><L><I>2</I></L></xml>", json!({"L": [{"I": "1"}, {"I": "2"}]})),
            ("<?xml version=\"1.0\"?><xml><A>&lt;&#65;</A></xml>", json!({"A": "<A"})),
        ];
        for (document, expected) in table {
            assert_eq!(read(document).map(Value::Object), Ok(expected), "{document}");
        }
    }

    #[test]
    fn hostile_documents_are_refused() {
        let deep = format!("<xml>{}", "<a>".repeat(10_000));
        for document in ["", "text", "<xml>", "<!DOCTYPE x><xml/>", "<xml>&bomb;</xml>", "<xml></a>", &deep] {
            assert!(read(document).is_err(), "{}", document.chars().take(40).collect::<String>());
        }
    }
}

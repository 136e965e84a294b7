//! Members as a document.

use quick_xml::se::{Serializer, TextFormat};
use serde::Serialize;

use crate::message::fields::{Fields, Object};

/// A document with the root `xml`: strings in CDATA, other values plain, a list as repeated elements.
///
/// # Errors
///
/// Where XML cannot hold a value: names that are none, control characters.
pub(in super::super) fn write(members: &impl Fields) -> Result<String, &'static str> {
    let mut document = String::new();
    let mut serializer =
        Serializer::with_root(&mut document, Some("xml")).map_err(|_| "the root's name is no XML name")?;
    serializer.text_format(TextFormat::CData);
    Object(members).serialize(serializer).map_err(|_| "XML has no way to write a value in it")?;
    if document.chars().all(is_allowed) {
        Ok(document)
    } else {
        Err("it has a control character, which XML cannot hold in any way")
    }
}

/// <https://www.w3.org/TR/xml/#charsets>
fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use serde::ser::SerializeMap;
    use serde_json::{Value, json};

    use super::super::members;
    use super::*;

    struct Members(Value);

    impl Fields for Members {
        fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
            self.0.as_object().unwrap().iter().try_for_each(|(name, value)| map.serialize_entry(name, value))
        }
    }

    #[test]
    fn strings_are_in_cdata_and_lists_are_siblings() {
        let reply = json!({
            "A": "a<b>&'\"", "B": 3, "C": true, "D": [{ "E": "x" }, { "E": "y" }], "F": { "G": ["1", "2"] }, "H": 1.5,
        });
        assert_eq!(
            write(&Members(reply)).unwrap(),
            "<xml><A><![CDATA[a<b>&'\"]]></A><B>3</B><C>true</C><D><E><![CDATA[x]]></E></D><D><E><![CDATA[y]]></E></D>\
             <F><G><![CDATA[1]]></G><G><![CDATA[2]]></G></F><H>1.5</H></xml>"
        );
    }

    #[test]
    fn every_text_is_read_back_as_it_was() {
        for text in ["]]>", "a]]>b]]>", "]]]>", "<![CDATA[x]]>", " x ", "\r\n\t", "&amp;", "企业😀", "]]", ">"] {
            let document = write(&Members(json!({ "A": text }))).unwrap();
            assert_eq!(Value::Object(members(&document).unwrap()), json!({ "A": text }), "{document}");
        }
    }

    #[test]
    fn what_xml_cannot_hold_is_refused() {
        for text in ["\0", "a\u{8}", "\u{1b}[0m", "\u{ffff}"] {
            assert!(write(&Members(json!({ "A": text }))).unwrap_err().contains("control character"), "{text:?}");
        }
    }
}

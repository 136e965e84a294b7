//! A document as the members of a JSON object, so that both are read alike.

use std::mem;

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::elements::{Element, Elements};

/// The elements below the root: text as strings, elements with elements in them as objects, repeated ones as lists.
///
/// # Errors
///
/// What is not well formed or beyond the bounds.
pub(in super::super) fn members(document: &str) -> Result<Map<String, Value>, &'static str> {
    let mut elements = Elements::new(document);
    let mut around: Vec<(String, Map<String, Value>)> = Vec::new();
    let mut members = Map::new();
    loop {
        match elements.next()? {
            Element::Start(name) => around.push((name, mem::take(&mut members))),
            Element::End(text) => {
                let Some((name, outer)) = around.pop() else { continue };
                if around.is_empty() {
                    continue; // that was the root
                }
                let inner = mem::replace(&mut members, outer);
                let value = if inner.is_empty() { Value::String(text) } else { Value::Object(inner) };
                insert(&mut members, name, value);
            }
            Element::Eof => return Ok(members),
        }
    }
}

fn insert(members: &mut Map<String, Value>, name: String, value: Value) {
    match members.entry(name) {
        Entry::Vacant(entry) => {
            entry.insert(value);
        }
        Entry::Occupied(mut entry) => match entry.get_mut() {
            Value::Array(items) => items.push(value),
            first => *first = Value::Array(vec![first.take(), value]),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(document: &str) -> Value {
        Value::Object(members(document).unwrap())
    }

    #[test]
    fn elements_become_members_and_repeated_ones_a_list() {
        let document = "<xml><A><![CDATA[x]]></A><B><C>1</C><C>2</C><C>3</C></B><D/><E></E></xml>";
        assert_eq!(read(document), json!({ "A": "x", "B": { "C": ["1", "2", "3"] }, "D": "", "E": "" }));
        assert_eq!(read("<xml/>"), json!({}));
    }

    #[test]
    fn text_is_the_same_in_cdata_or_not() {
        for text in
            ["a&lt;b &amp; c&#62;", "<![CDATA[a<b & c>]]>", "<![CDATA[a<b ]]>&amp;<![CDATA[ c>]]>", "a&#x3c;b &amp; c>"]
        {
            assert_eq!(read(&format!("<xml><A>{text}</A></xml>")), json!({ "A": "a<b & c>" }));
        }
        assert_eq!(read("<xml><A><![CDATA[]]]]><![CDATA[>]]></A></xml>"), json!({ "A": "]]>" }));
    }

    #[test]
    fn white_space_belongs_to_the_text_but_not_around_cdata() {
        assert_eq!(read("<xml>\n <A>\n<![CDATA[ x\r\n]]>\n</A>\n</xml>\n"), json!({ "A": " x\r\n" }));
        assert_eq!(read("<xml><A> x\n</A></xml>"), json!({ "A": " x\n" }));
    }

    #[test]
    fn what_belongs_to_no_element_is_passed_over() {
        let document =
            "<?xml version=\"1.0\"?><!-- a --><xml a='1'>\n<A b=\"2\">x<!-- <B/> --></A><?c d?></xml><!-- e -->";
        assert_eq!(read(document), json!({ "A": "x" }));
    }

    #[test]
    fn what_no_callback_has_is_refused() {
        let bomb = r#"<!DOCTYPE xml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><A>&b;</A></xml>"#;
        let deep = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        for (document, reason) in [
            (bomb, "a DOCTYPE"),
            ("<!DOCTYPE xml><xml/>", "a DOCTYPE"),
            ("<xml><A>&b;</A></xml>", "an entity"),
            ("<xml><A>&#0;</A></xml>", "an entity"),
            ("<xml><A>&#xd800;</A></xml>", "an entity"),
            (&deep(17), "too deep"),
            (&deep(10_000), "too deep"),
            (&format!("<xml>{}</xml>", "<a/>".repeat(10_000)), "too many"),
            ("<xml/><xml/>", "a second root"),
            ("<xml/>text", "outside of its root"),
            ("text<xml/>", "outside of its root"),
            ("<![CDATA[text]]><xml/>", "outside of its root"),
            ("<xml><A></xml></A>", "not well-formed"),
            ("<xml><A>", "too early"),
            ("<xml><A", "not well-formed"),
            ("<xml><![CDATA[", "not well-formed"),
            ("</xml>", "not well-formed"),
            ("", "too early"),
        ] {
            let refusal = members(document).unwrap_err();
            assert!(refusal.contains(reason), "{document:.60}: {refusal}");
        }
        assert!(members(&deep(16)).is_ok());
    }
}

//! Examples of received messages and events in XML, as WeCom sends them.

use std::fmt::{self, Write as _};

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

/// An object in JSON as an XML document: texts in CDATA, lists as repeated elements.
///
/// # Errors
///
/// The text is not JSON, or a list is in a list.
pub fn xml(json: &str) -> Result<String, serde_json::Error> {
    let mut document = String::new();
    let root = Element { name: "xml", document: &mut document };
    root.deserialize(&mut serde_json::Deserializer::from_str(json))?;
    Ok(document)
}

/// Writes the value that comes as an element of this name.
struct Element<'x> {
    name: &'x str,
    document: &'x mut String,
}

impl Element<'_> {
    fn write<E: serde::de::Error>(self, content: fmt::Arguments<'_>) -> Result<(), E> {
        let Self { name, document } = self;
        write!(document, "<{name}>{content}</{name}>").map_err(E::custom)
    }
}

impl<'de> DeserializeSeed<'de> for Element<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number, a boolean, a list or an object")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<(), E> {
        self.write(format_args!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>")))
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        self.write(format_args!("{value}"))
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<(), E> {
        self.write(format_args!("{number}"))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<(), E> {
        self.write(format_args!("{number}"))
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<(), E> {
        self.write(format_args!("{number}"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { name, document } = self;
        while items.next_element_seed(Element { name, document })?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Self { name, document } = self;
        write!(document, "<{name}>").map_err(A::Error::custom)?;
        while let Some(member) = members.next_key::<String>()? {
            members.next_value_seed(Element { name: &member, document })?;
        }
        write!(document, "</{name}>").map_err(A::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::xml;

    #[test]
    fn members_stay_in_their_order_and_lists_are_siblings() {
        let json = r#"{ "B": "a ]]> b", "A": 1, "L": { "i": [ { "x": true }, { "x": 1.5 } ] }, "E": "" }"#;
        let document = "<xml><B><![CDATA[a ]]]]><![CDATA[> b]]></B><A>1</A>\
            <L><i><x>true</x></i><i><x>1.5</x></i></L><E><![CDATA[]]></E></xml>";
        assert_eq!(xml(json).unwrap(), document);
    }
}

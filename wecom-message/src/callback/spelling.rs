//! Passive replies as they travel: in the order of their members, and in `CamelCase`.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde::{Serialize, de};
use serde_json::Number;

use crate::message::fields::{Fields, Object};
use crate::message::passive_reply::{PassiveReply, Wrapped};

/// A value, whose members stay in their order.
#[derive(Debug, PartialEq)]
enum Tree {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    List(Vec<Tree>),
    Members(Vec<(String, Tree)>),
}

/// The members of a passive reply as they travel.
pub(super) struct Spelled(Vec<(String, Tree)>);

impl Spelled {
    /// # Errors
    ///
    /// Only what the reply's own `Fields` reports.
    pub(super) fn new<R: PassiveReply>(reply: &R) -> Result<Self, serde_json::Error> {
        let mut members = match serde_json::from_str(&serde_json::to_string(&Object(reply))?)? {
            Tree::Members(members) => members,
            _ => Vec::new(),
        };
        for Wrapped { list, each, count } in R::WRAPPED {
            let Some(at) = members.iter().position(|(name, _)| name == list) else { continue };
            let Some((_, items)) = members.get_mut(at) else { continue };
            let number = if let Tree::List(items) = items { items.len() } else { 1 };
            *items = Tree::Members(vec![((*each).to_owned(), std::mem::replace(items, Tree::Null))]);
            if let Some(count) = count {
                members.insert(at, ((*count).to_owned(), Tree::Number(number.into())));
            }
        }
        Ok(Self(members))
    }
}

impl Fields for Spelled {
    fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(&spelled(name), value))
    }
}

/// How the name of a member travels; most are derived, a few are not.
fn spelled(name: &str) -> String {
    match name {
        "appid" => "AppId".to_owned(),
        "checkbox" => "CheckBox".to_owned(),
        "item" => "item".to_owned(),
        "keyname" => "KeyName".to_owned(),
        "pagepath" => "PagePath".to_owned(),
        "userid" => "UserId".to_owned(),
        name => name.split('_').map(capitalized).collect(),
    }
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_ascii_uppercase().to_string() + characters.as_str())
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Self::Members(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                members.iter().try_for_each(|(name, value)| map.serialize_entry(&spelled(name), value))?;
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Tree, E> {
        Number::from_f64(number).map(Tree::Number).ok_or_else(|| E::custom("a number that is not finite"))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::spelled;

    #[test]
    fn names_are_derived_but_for_a_few() {
        for (name, travels) in [
            ("content", "Content"),
            ("horizontal_content_list", "HorizontalContentList"),
            ("media_id", "MediaId"),
            ("pic_url", "PicUrl"),
            ("appid", "AppId"),
            ("checkbox", "CheckBox"),
            ("item", "item"),
            ("keyname", "KeyName"),
            ("pagepath", "PagePath"),
            ("userid", "UserId"),
        ] {
            assert_eq!(spelled(name), travels);
        }
    }
}

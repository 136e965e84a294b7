//! The members of one JSON object, in the order in which they came.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

/// A list, since objects of the API have few members: to look through them takes less time than to build a tree. Where a
/// name comes twice, the last one counts.
#[derive(Debug, Default)]
pub(crate) struct Object<'a>(Vec<(Name<'a>, Value)>);

type Name<'a> = Cow<'a, str>;

impl Object<'_> {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(it, _)| it == name).map(|(_, value)| value)
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.0.iter().rposition(|(it, _)| it == name)?;
        Some(self.0.remove(index).1)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }
}

impl From<Map<String, Value>> for Object<'_> {
    fn from(members: Map<String, Value>) -> Self {
        let mut object = Vec::with_capacity(members.len());
        for (name, value) in members {
            object.push((name.into(), value));
        }
        Self(object)
    }
}

impl From<Object<'_>> for Value {
    fn from(object: Object<'_>) -> Self {
        let mut members = Map::new();
        for (name, value) in object.0 {
            members.insert(name.into_owned(), value);
        }
        Self::Object(members)
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        const USUAL: usize = 8;
        let mut members = Vec::with_capacity(USUAL);
        while let Some(BorrowedName(name)) = map.next_key()? {
            members.push((name, map.next_value()?));
        }
        Ok(Object(members))
    }
}

/// A name without escapes, as all of the API are, is not copied; a `Cow` of its own accord is.
struct BorrowedName<'a>(Name<'a>);

impl<'de> Deserialize<'de> for BorrowedName<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(NameVisitor).map(Self)
    }
}

struct NameVisitor;

impl<'de> Visitor<'de> for NameVisitor {
    type Value = Name<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
        Ok(name.into())
    }

    fn visit_str<E>(self, name: &str) -> Result<Name<'de>, E> {
        Ok(name.to_owned().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_two_members_of_one_name_counts() {
        let mut object: Object<'_> = serde_json::from_str(r#"{"a":1,"b":2,"\u0061":3}"#).unwrap();
        assert_eq!(object.get("a"), Some(&Value::from(3)));
        assert_eq!(object.remove("b"), Some(Value::from(2)));
        assert_eq!(object.get("b"), None);
        assert_eq!(Value::from(object), serde_json::json!({ "a": 3 }));
    }
}

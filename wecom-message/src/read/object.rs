//! The members of one JSON object, in the order in which they came.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

/// A list, since objects of the API have few members: to look through them takes less time than to build a tree. Where a
/// name comes twice, the last one counts.
#[derive(Debug, Default)]
pub(crate) struct Object(Vec<(String, Value)>);

impl Object {
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(it, _)| it == name).map(|(_, value)| value)
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Value> {
        let index = self.0.iter().rposition(|(it, _)| it == name)?;
        Some(self.0.remove(index).1)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }
}

impl From<Map<String, Value>> for Object {
    fn from(members: Map<String, Value>) -> Self {
        Self(members.into_iter().collect())
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0.into_iter().collect())
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        const USUAL: usize = 8;
        let mut members = Vec::with_capacity(USUAL);
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_two_members_of_one_name_counts() {
        let mut object: Object = serde_json::from_str(r#"{"a":1,"b":2,"a":3}"#).unwrap();
        assert_eq!(object.get("a"), Some(&Value::from(3)));
        assert_eq!(object.remove("b"), Some(Value::from(2)));
        assert_eq!(object.get("b"), None);
        assert_eq!(Value::from(object), serde_json::json!({ "a": 3 }));
    }
}

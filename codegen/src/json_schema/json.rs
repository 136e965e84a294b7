//! JSON that keeps the order in which members were added, which is the order on the wire.

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Number, Value};

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Value(Value),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(super) fn pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// An object with one member.
    pub(super) fn one(key: &str, value: impl Into<Json>) -> Json {
        Json::Object(vec![(key.to_owned(), value.into())])
    }
}

/// A schema under construction.
#[derive(Clone, Debug, Default)]
pub(super) struct Subschema {
    keywords: Vec<(String, Json)>,
    all_of: Vec<Json>,
}

impl Subschema {
    pub(super) fn of_type(name: &str) -> Self {
        let mut schema = Self::default();
        schema.set("type", name);
        schema
    }

    /// Sets a keyword.
    pub(super) fn set(&mut self, keyword: &str, value: impl Into<Json>) {
        self.keywords.push((keyword.to_owned(), value.into()));
    }

    /// Adds a constraint, in `allOf` if the keyword is taken.
    pub(super) fn demand(&mut self, keyword: &str, value: impl Into<Json>) {
        if self.keywords.iter().any(|(taken, _)| taken == keyword) {
            self.all_of.push(Json::one(keyword, value));
        } else {
            self.set(keyword, value);
        }
    }

    /// Adds the keywords of another schema that are not set here.
    pub(super) fn absorb(&mut self, schema: Json) {
        match schema {
            Json::Object(keywords) => keywords.into_iter().for_each(|(keyword, value)| self.set(&keyword, value)),
            other => self.and(other),
        }
    }

    /// Requires another schema to match, too.
    pub(super) fn and(&mut self, schema: Json) {
        self.all_of.push(schema);
    }

    /// Prepends annotations.
    pub(super) fn headed(self, head: Vec<(String, Json)>) -> Self {
        Self { keywords: head.into_iter().chain(self.keywords).collect(), ..self }
    }
}

impl From<Subschema> for Json {
    fn from(Subschema { mut keywords, all_of }: Subschema) -> Self {
        if !all_of.is_empty() {
            keywords.push(("allOf".to_owned(), Json::List(all_of)));
        }
        Json::Object(keywords)
    }
}

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Json::Value(value)
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Json::Value(text.into())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Json::Value(text.into())
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Json::Value(value.into())
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Self {
        Json::Value(number.into())
    }
}

impl From<f64> for Json {
    /// Writes whole numbers without a fraction.
    fn from(number: f64) -> Self {
        #[allow(clippy::cast_possible_truncation, reason = "far below 2^53")]
        if number.fract() == 0.0 && number.abs() < 1e15 {
            return Json::from(number as i64);
        }
        Json::Value(Number::from_f64(number).map_or(Value::Null, Value::Number))
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Json::List(items)
    }
}

impl From<Vec<(String, Json)>> for Json {
    fn from(members: Vec<(String, Json)>) -> Self {
        Json::Object(members)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Value(value) => value.serialize(serializer),
            Json::List(items) => serializer.collect_seq(items),
            Json::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (key, value) in members {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

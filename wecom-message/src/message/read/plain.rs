//! Reading strings, numbers and lists.

use serde_json::Value;

use super::reader::{FromJson, Reader, Source};
use super::tolerance;

impl FromJson for String {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            other => reader.tolerated(&other, "a string", tolerance::text),
        }
    }
}

/// Reads plain JSON values with the accessors of [`Value`].
macro_rules! plain {
    ($($type:ty, $wanted:literal, $read:expr, $tolerated:expr;)*) => {
        $(impl FromJson for $type {
            fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
                let read: fn(&Value) -> Option<$type> = $read;
                read(&value).or_else(|| reader.tolerated(&value, $wanted, $tolerated))
            }
        })*
    };
}
plain! {
    bool, "true or false", Value::as_bool, tolerance::switch;
    i64, "an integer", Value::as_i64, tolerance::integer;
    f64, "a number", Value::as_f64, tolerance::number;
    u32, "a number of seconds", |value| value.as_u64().and_then(|seconds| u32::try_from(seconds).ok()), tolerance::seconds;
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        let items = match value {
            Value::Array(mut items) => {
                if reader.source == Source::Answer {
                    items.retain(|item| !item.is_null());
                }
                items
            }
            // As programs write an empty list that know no other empty thing.
            Value::Object(members) if reader.source == Source::Answer && members.is_empty() => Vec::new(),
            Value::Null if reader.source != Source::Request => Vec::new(),
            item if reader.source != Source::Request => vec![item],
            other => {
                reader.unexpected("a list", &other);
                return None;
            }
        };
        let item = |(index, item)| reader.within(&format!("[{index}]"), |reader| T::from_json(item, reader));
        Some(items.into_iter().enumerate().filter_map(item).collect())
    }
}

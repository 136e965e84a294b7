//! Strings, numbers and lists.

use serde_json::Value;

use super::reader::{FromJson, Reader};

impl FromJson for String {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            other => {
                reader.unexpected("a string", &other);
                None
            }
        }
    }
}

/// Plain JSON values, each through its own accessor of [`Value`].
macro_rules! plain {
    ($($type:ty, $wanted:literal, $read:expr;)*) => {
        $(impl FromJson for $type {
            fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
                let read: fn(&Value) -> Option<$type> = $read;
                let found = read(&value);
                if found.is_none() {
                    reader.unexpected($wanted, &value);
                }
                found
            }
        })*
    };
}
plain! {
    bool, "true or false", Value::as_bool;
    i64, "an integer", Value::as_i64;
    f64, "a number", Value::as_f64;
    u32, "a number of seconds", |value| value.as_u64().and_then(|seconds| u32::try_from(seconds).ok());
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        let Value::Array(items) = value else {
            reader.unexpected("a list", &value);
            return None;
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, item) in items.into_iter().enumerate() {
            list.extend(reader.within(&format!("[{index}]"), |reader| T::from_json(item, reader)));
        }
        Some(list)
    }
}

//! Reading: JSON into typed values, with every member that does not fit named by its path.

mod members;
mod object;

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::Value;

pub use self::members::Members;
pub(crate) use self::object::Object;
use crate::check::Violation;

/// A value made from the members of one JSON object.
pub trait Read: Sized {
    /// Takes its members out of the object.
    ///
    /// `None` means that no such value can be made of them; the reader has been told why.
    fn read(members: &mut Members<'_>) -> Option<Self>;
}

/// Nothing to read; the members stay where they are.
impl Read for () {
    fn read(_: &mut Members<'_>) -> Option<Self> {
        Some(())
    }
}

/// A value made from any JSON value.
pub trait FromJson: Sized {
    /// `None` means that the value does not fit; the reader has been told why.
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self>;
}

/// One thing that keeps a JSON text from being the wanted value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The member: `template_card.button_list[2].key`.
    pub path: String,
    /// What was wanted there and what stood there.
    pub reason: String,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => f.write_str(&self.reason),
            path => write!(f, "{path}: {}", self.reason),
        }
    }
}

/// Why a text could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReadError {
    /// The text is not JSON.
    Syntax(serde_json::Error),
    /// The text is JSON, but not such a value; every reason found.
    Mismatch(Vec<Mismatch>),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Syntax(_) => f.write_str("this cannot be read as JSON"),
            ReadError::Mismatch(mismatches) => {
                for (index, mismatch) in mismatches.iter().enumerate() {
                    write!(f, "{}{mismatch}", if index == 0 { "" } else { "; " })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ReadError::Syntax(error) => Some(error),
            ReadError::Mismatch(_) => None,
        }
    }
}

/// What was read from a text.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// Paths of the members that are no part of such a value; they are lost.
    pub foreign: Vec<String>,
    /// Members that WeCom refuses with this value although it takes them with others; they are lost, too.
    pub refused: Vec<Violation>,
}

/// Reads a JSON text, naming the members that are no part of the value.
///
/// # Errors
///
/// When the text is not JSON, or not such a value; all reasons at once.
pub fn read<T: FromJson>(json: &str) -> Result<Reading<T>, ReadError> {
    let value = serde_json::from_str(json).map_err(ReadError::Syntax)?;
    read_value(value)
}

/// [`read`] for JSON that is parsed already.
///
/// # Errors
///
/// When the JSON is not such a value.
pub fn read_value<T: FromJson>(value: Value) -> Result<Reading<T>, ReadError> {
    let mut reader = Reader::default();
    match T::from_json(value, &mut reader) {
        Some(value) if reader.mismatches.is_empty() => {
            Ok(Reading { value, foreign: reader.foreign, refused: reader.refused })
        }
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// Reads what WeCom answered; members that are foreign are passed over.
pub(crate) fn read_object<T: Read>(object: Object<'_>) -> Result<T, ReadError> {
    let mut reader = Reader { passes_over_foreign: true, ..Reader::default() };
    match reader.members_of(object, T::read) {
        Some(value) if reader.mismatches.is_empty() => Ok(value),
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// `Deserialize` for every type that reads members: unknown ones are passed over.
///
/// # Errors
///
/// When what is deserialized is not such a value; all reasons at once.
pub fn deserialize<'de, D: Deserializer<'de>, T: FromJson>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    read_value(value).map(|reading| reading.value).map_err(D::Error::custom)
}

/// [`deserialize`] for types that must not lose anything: unknown members are an error.
///
/// # Errors
///
/// When what is deserialized is not such a value, or has more members; all reasons at once.
pub fn deserialize_all<'de, D: Deserializer<'de>, T: FromJson>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let reading: Reading<T> = read_value(value).map_err(D::Error::custom)?;
    match (reading.foreign.as_slice(), reading.refused.first()) {
        (_, Some(violation)) => Err(D::Error::custom(violation)),
        ([], None) => Ok(reading.value),
        (foreign, None) => Err(D::Error::custom(format_args!("not part of such a message: {}", foreign.join(", ")))),
    }
}

/// Keeps track of where reading is and of what did not fit.
#[derive(Debug, Default)]
pub struct Reader {
    path: String,
    mismatches: Vec<Mismatch>,
    foreign: Vec<String>,
    passes_over_foreign: bool,
    refused: Vec<Violation>,
}

impl Reader {
    /// Reports that what stands here is not what was wanted.
    pub fn mismatch(&mut self, reason: impl Into<String>) {
        self.mismatches.push(Mismatch { path: self.path.clone(), reason: reason.into() });
    }

    /// Reads the members of an object; those that nobody takes are foreign.
    pub fn object<T: Read>(&mut self, value: Value) -> Option<T> {
        self.members(value, T::read)
    }

    fn members<T>(&mut self, value: Value, read: impl FnOnce(&mut Members<'_>) -> Option<T>) -> Option<T> {
        let Value::Object(map) = value else {
            self.unexpected("an object", &value);
            return None;
        };
        self.members_of(map.into(), read)
    }

    fn members_of<T>(&mut self, object: Object<'_>, read: impl FnOnce(&mut Members<'_>) -> Option<T>) -> Option<T> {
        let mut members = Members { object, reader: self };
        let read = read(&mut members);
        let Members { object, reader } = members;
        if read.is_some() && !reader.passes_over_foreign {
            for name in object.names() {
                let path = reader.path_of(name);
                reader.foreign.push(path);
            }
        }
        read
    }

    fn unexpected(&mut self, wanted: &str, found: &Value) {
        let found = match found {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => format!("the boolean {value}"),
            Value::Number(number) => format!("the number {number}"),
            Value::String(_) => "a string".to_owned(),
            Value::Array(_) => "a list".to_owned(),
            Value::Object(_) => "an object".to_owned(),
        };
        self.mismatch(format!("{wanted} is wanted here, not {found}"));
    }

    fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn within<T>(&mut self, segment: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.path.len();
        if !self.path.is_empty() && !segment.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(segment);
        let result = read(self);
        self.path.truncate(before);
        result
    }
}

impl<T: Read> FromJson for T {
    fn from_json(value: Value, reader: &mut Reader) -> Option<Self> {
        reader.object(value)
    }
}

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

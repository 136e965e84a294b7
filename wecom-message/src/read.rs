//! Reading: JSON into typed values, with every member that does not fit named by its path.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};

use crate::check::{Consequence, Problem, Violation};

/// A value made from the members of one JSON object.
pub trait Read: Sized {
    /// Takes its members out of the object.
    ///
    /// `None` means that no such value can be made of them; the reader has been told why.
    fn read(members: &mut Members<'_>) -> Option<Self>;
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
            ReadError::Syntax(_) => f.write_str("not JSON"),
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
        let mut members = Members { map, reader: self };
        let read = read(&mut members);
        let Members { map, .. } = members;
        if read.is_some() {
            for name in map.keys() {
                let path = self.path_of(name);
                self.foreign.push(path);
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

/// The members of one JSON object, to be taken out by name.
#[derive(Debug)]
pub struct Members<'r> {
    map: Map<String, Value>,
    reader: &'r mut Reader,
}

impl Members<'_> {
    /// Any value; `None` where it is absent or does not fit.
    pub fn take<T: FromJson>(&mut self, name: &str) -> Option<T> {
        let value = self.map.remove(name)?;
        self.reader.within(name, |reader| T::from_json(value, reader))
    }

    /// A string; absent reads as empty.
    pub fn string(&mut self, name: &str) -> String {
        self.take(name).unwrap_or_default()
    }

    /// A switch that WeCom writes as 0 or 1.
    pub fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.map.remove(name)?;
        match value.as_i64() {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => {
                self.reader.within(name, |reader| reader.unexpected("0 or 1", &value));
                None
            }
        }
    }

    /// A list; absent reads as empty.
    pub fn list<T: FromJson>(&mut self, name: &str) -> Vec<T> {
        self.take(name).unwrap_or_default()
    }

    /// A list that travels as one string. The pieces are kept as they are.
    pub fn joined(&mut self, name: &str, separator: &str) -> Vec<String> {
        match self.take::<String>(name) {
            Some(text) if !text.is_empty() => text.split(separator).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }

    /// An object of a kind that an empty object cannot be; the empty one counts as absent.
    pub fn non_empty<T: FromJson>(&mut self, name: &str) -> Option<T> {
        match self.map.get(name) {
            Some(Value::Object(map)) if map.is_empty() => {
                self.map.remove(name);
                None
            }
            _ => self.take(name),
        }
    }

    /// Ids in an answer: WeCom joins them into one string in some answers and lists them in others.
    pub fn ids(&mut self, name: &str, separator: &str) -> Vec<String> {
        let pieces = match self.map.get(name) {
            Some(Value::Array(_)) => self.list(name),
            _ => self.joined(name, separator),
        };
        pieces.iter().map(|id| id.trim()).filter(|id| !id.is_empty()).map(str::to_owned).collect()
    }

    /// The body of a message: the members of the object named like the msgtype; absent reads as empty.
    pub fn body<T>(&mut self, msgtype: &str, read: impl FnOnce(&mut Members<'_>) -> Option<T>) -> Option<T> {
        if let Some(found) = self.map.remove("msgtype") {
            if found != msgtype {
                self.reader.within("msgtype", |reader| reader.mismatch(format!("{msgtype} is wanted here")));
                return None;
            }
        }
        let value = self.map.remove(msgtype).unwrap_or_else(|| Value::Object(Map::new()));
        self.reader.within(msgtype, |reader| reader.members(value, read))
    }

    /// The `msgtype`, left where it is.
    pub fn msgtype(&mut self, known: &str, errcode: Option<i32>) -> Option<String> {
        match self.map.get("msgtype") {
            Some(Value::String(msgtype)) => Some(msgtype.clone()),
            Some(_) => self.unknown_case("msgtype", "no string", known, errcode),
            None => self.unknown_case("msgtype", "missing", known, errcode),
        }
    }

    /// The integer that decides the case of a union, in decimal; `absent` is what a missing one means.
    pub fn integer_tag(
        &mut self,
        name: &str,
        absent: Option<&str>,
        known: &str,
        errcode: Option<i32>,
    ) -> Option<String> {
        self.tag(name, absent, known, errcode, |value| value.as_i64().map(|tag| tag.to_string()))
    }

    /// The string that decides the case of a union; `absent` is what a missing one means.
    pub fn string_tag(
        &mut self,
        name: &str,
        absent: Option<&str>,
        known: &str,
        errcode: Option<i32>,
    ) -> Option<String> {
        self.tag(name, absent, known, errcode, |value| value.as_str().map(str::to_owned))
    }

    fn tag(
        &mut self,
        name: &str,
        absent: Option<&str>,
        known: &str,
        errcode: Option<i32>,
        read: fn(&Value) -> Option<String>,
    ) -> Option<String> {
        match (self.map.remove(name), absent) {
            (Some(value), _) => match read(&value) {
                Some(tag) => Some(tag),
                None => self.unknown_case(name, "of another type", known, errcode),
            },
            (None, Some(absent)) => Some(absent.to_owned()),
            (None, None) => self.unknown_case(name, "missing", known, errcode),
        }
    }

    /// The one of these members that is there.
    pub fn only_one_of(&mut self, names: &[&'static str]) -> Option<&'static str> {
        let mut there = names.iter().filter(|name| self.map.contains_key(**name));
        let found = match (there.next(), there.next()) {
            (Some(name), None) => return Some(name),
            (None, _) => "none is there",
            _ => "several are there",
        };
        self.mismatch(format!("exactly one of {} is wanted here, but {found}", names.join(", ")));
        None
    }

    /// Takes out a member that WeCom refuses here, unless its value does no harm.
    pub fn refuse(&mut self, name: &'static str, allowed: &Value, reason: &str, errcode: Option<i32>) {
        let Some(found) = self.map.remove(name) else { return };
        if found != *allowed {
            let (path, problem) = (self.reader.path_of(name), Problem::Other(reason.to_owned()));
            self.reader.refused.push(Violation { path, problem, consequence: Consequence::Refused, errcode });
        }
    }

    /// Takes out members that the documentation says are ignored here.
    pub fn ignore(&mut self, names: &[&str]) {
        for name in names {
            self.map.remove(*name);
        }
    }

    /// Reports that this object is not what was wanted.
    pub fn mismatch(&mut self, reason: impl Into<String>) {
        self.reader.mismatch(reason);
    }

    /// Reports that the member which decides the case names none of the known ones.
    pub fn unknown_case<T>(&mut self, name: &str, found: &str, known: &str, errcode: Option<i32>) -> Option<T> {
        let answer = errcode.map_or(String::new(), |code| format!(" (WeCom answers {code})"));
        let reason = format!("one of {known} is wanted here, but it is {found}{answer}");
        self.reader.within(name, |reader| reader.mismatch(reason));
        None
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
        let read = |(index, item)| reader.within(&format!("[{index}]"), |reader| T::from_json(item, reader));
        Some(items.into_iter().enumerate().filter_map(read).collect())
    }
}

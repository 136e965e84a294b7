//! Reading: JSON into typed values, with every member that does not fit named by its path.

pub(crate) mod members;
pub(crate) mod mismatch;
mod plain;
pub(crate) mod reader;
mod tolerance;
pub(crate) mod unknown;

#[cfg(test)]
mod tests;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};

use self::mismatch::ReadError;
#[cfg(feature = "callback")]
use self::reader::FromMembersAfter;
use self::reader::{FromJson, FromMembers, Reader};
#[cfg(feature = "callback")]
use self::unknown::Unknown;
use crate::message::check::violation::Violation;

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
            let foreign = reader.foreign.into_iter().map(|(path, _)| path).collect();
            Ok(Reading { value, foreign, refused: reader.refused })
        }
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// Reads what WeCom answered; members that are foreign are passed over.
pub(crate) fn read_object<T: FromMembers>(object: Map<String, Value>) -> Result<T, ReadError> {
    let mut reader = Reader { passes_over_foreign: true, is_tolerant: true, ..Reader::default() };
    match reader.members_of(object, T::from_members) {
        Some(value) if reader.mismatches.is_empty() => Ok(value),
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// Reads what comes in: a head, then what the head says it is, then what is no part of either, by its path.
#[cfg(feature = "callback")]
pub(crate) fn read_received<H: FromMembers, E: FromMembersAfter<H>>(
    object: Map<String, Value>,
) -> Result<(H, E, Unknown), ReadError> {
    let mut reader = Reader { is_tolerant: true, ..Reader::default() };
    let read = reader.members_of(object, |members| {
        let head = H::from_members(members)?;
        let event = E::from_members_after(&head, members)?;
        Some((head, event))
    });
    match read {
        Some((head, event)) if reader.mismatches.is_empty() => {
            Ok((head, event, Unknown(reader.foreign.into_iter().collect())))
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

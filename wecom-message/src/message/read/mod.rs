//! Reading JSON into typed values. Every member that does not fit is reported with its path.

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

/// A value that was read, and the members that are not part of it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reading<T> {
    /// The value.
    pub value: T,
    /// The paths of unknown members, which are lost.
    pub unknown: Vec<String>,
    /// Members that are invalid in this value and valid in others. They are lost, too.
    pub violations: Vec<Violation>,
}

/// Reads a JSON text, and reports unknown members.
///
/// # Errors
///
/// If the text is not JSON or does not fit; all reasons at once.
pub fn read<T: FromJson>(json: &str) -> Result<Reading<T>, ReadError> {
    let value = serde_json::from_str(json).map_err(ReadError::Syntax)?;
    read_value(value)
}

/// [`read`] for parsed JSON.
///
/// # Errors
///
/// If the JSON does not fit.
pub fn read_value<T: FromJson>(value: Value) -> Result<Reading<T>, ReadError> {
    let mut reader = Reader::default();
    match T::from_json(value, &mut reader) {
        Some(value) if reader.mismatches.is_empty() => {
            let unknown = reader.unknown.into_iter().map(|(path, _)| path).collect();
            Ok(Reading { value, unknown, violations: reader.violations })
        }
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// Reads an answer of WeCom, and ignores unknown members.
pub(crate) fn read_object<T: FromMembers>(object: Map<String, Value>) -> Result<T, ReadError> {
    let mut reader = Reader { passes_over_unknown: true, is_tolerant: true, ..Reader::default() };
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
            Ok((head, event, Unknown(reader.unknown.into_iter().collect())))
        }
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// `Deserialize` for every type that reads members. Ignores unknown members.
///
/// # Errors
///
/// If the input does not fit; all reasons at once.
pub fn deserialize<'de, D: Deserializer<'de>, T: FromJson>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    read_value(value).map(|reading| reading.value).map_err(D::Error::custom)
}

/// [`deserialize`] for types that must not lose anything. Unknown members are an error.
///
/// # Errors
///
/// If the input does not fit or has unknown members; all reasons at once.
pub fn deserialize_all<'de, D: Deserializer<'de>, T: FromJson>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    let reading: Reading<T> = read_value(value).map_err(D::Error::custom)?;
    match (reading.unknown.as_slice(), reading.violations.first()) {
        (_, Some(violation)) => Err(D::Error::custom(violation)),
        ([], None) => Ok(reading.value),
        (unknown, None) => Err(D::Error::custom(format_args!("not part of such a message: {}", unknown.join(", ")))),
    }
}

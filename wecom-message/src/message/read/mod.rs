//! Reading JSON into typed values. Every member that does not fit is reported with its path.

pub(crate) mod members;
pub(crate) mod mismatch;
mod parsed;
mod plain;
pub(crate) mod reader;
pub(crate) mod remarks;
mod tolerance;
pub(crate) mod unknown;

#[cfg(test)]
mod tests;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde_json::{Map, Value};

use self::mismatch::{Mismatch, ReadError};
use self::parsed::Parsed;
use self::reader::{FromJson, FromMembers, Reader, Source};
#[cfg(feature = "callback")]
use self::reader::{FromMembersAfter, Members};
#[cfg(feature = "callback")]
use self::unknown::Unknown;
use crate::message::check::violation::{Consequence, Problem, Violation};

/// A value that was read, and everything about it that is not sent as it stood there.
#[derive(Debug)]
#[non_exhaustive]
pub struct Reading<T> {
    /// The value. A whole request has the remarks as well, and its check reports them.
    pub value: T,
    /// Members that are unknown, repeated, or that WeCom ignores or refuses here, and values of another JSON type than the
    /// documented one.
    pub remarks: Vec<Violation>,
}

impl<T> Reading<T> {
    /// The paths of unknown members.
    pub fn unknown_members(&self) -> Vec<&str> {
        let unknown = self.remarks.iter().filter(|remark| remark.problem == Problem::UnknownMember);
        unknown.map(|remark| remark.path.as_str()).collect()
    }

    /// The same, if every value has the documented JSON type.
    ///
    /// # Errors
    ///
    /// Everything that is written in another form: `"1"` in place of 1, 1 in place of `"1"`, null.
    ///
    /// ```
    /// use wecom_message::app::Text;
    /// use wecom_message::read::read;
    ///
    /// let reading = read::<Text>(r#"{"msgtype":"text","text":{"content":"disk full"},"safe":"1"}"#)?;
    /// assert_eq!(reading.value.safe, Some(true));
    /// assert_eq!(reading.exact().unwrap_err().to_string(), "safe: 0 or 1 is wanted here, not a string");
    /// # Ok::<(), wecom_message::read::ReadError>(())
    /// ```
    pub fn exact(self) -> Result<Self, ReadError> {
        let rewritten = self.remarks.iter().filter(|remark| remark.consequence == Consequence::Rewritten);
        let mismatches: Vec<Mismatch> = rewritten.map(Mismatch::from).collect();
        if mismatches.is_empty() { Ok(self) } else { Err(ReadError::Mismatch(mismatches)) }
    }
}

/// Reads a JSON text as tolerantly as WeCom: a number or flag can be a string, a string can be a number, and null counts as
/// absent. [`Reading::exact`] refuses that.
///
/// # Errors
///
/// If the text is not JSON or does not fit; all reasons at once.
pub fn read<T: FromJson>(json: &str) -> Result<Reading<T>, ReadError> {
    read_parsed(serde_json::from_str(json).map_err(ReadError::Syntax)?)
}

/// [`read`] for parsed JSON. If a member stood twice in the text, only the last one is left by now, which nothing shows.
///
/// # Errors
///
/// If the JSON does not fit.
pub fn read_value<T: FromJson>(value: Value) -> Result<Reading<T>, ReadError> {
    read_parsed(Parsed { value, repeated: Vec::new() })
}

fn read_parsed<T: FromJson>(Parsed { value, repeated }: Parsed) -> Result<Reading<T>, ReadError> {
    let lost = repeated.into_iter().map(|path| Violation {
        path,
        problem: Problem::Repeated,
        consequence: Consequence::NotSent,
        errcode: None,
    });
    let mut reader = Reader { remarks: lost.collect(), ..Reader::default() };
    match T::from_json(value, &mut reader) {
        Some(mut value) if reader.mismatches.is_empty() => {
            value.remember(reader.remarks.clone().into());
            Ok(Reading { value, remarks: reader.remarks })
        }
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// Reads an answer of WeCom, and ignores unknown members.
pub(crate) fn read_object<T: FromMembers>(object: Map<String, Value>) -> Result<T, ReadError> {
    let mut reader = Reader { source: Source::Answer, ..Reader::default() };
    match reader.members_of(object, T::from_members) {
        Some(value) if reader.mismatches.is_empty() => Ok(value),
        _ => Err(ReadError::Mismatch(reader.mismatches)),
    }
}

/// Reads a callback: its head, then the event that the head names. The members that are part of neither come by their paths.
#[cfg(feature = "callback")]
fn read_received<H: FromMembers, E: FromMembersAfter<H>>(
    object: Map<String, Value>,
) -> Result<(H, E, Unknown), ReadError> {
    let mut reader = Reader { source: Source::Callback, ..Reader::default() };
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

/// The same, for a callback that may not fit the description of its event: then it is `other`, with all its members. `again`
/// gives the object once more.
///
/// # Errors
///
/// If its head does not fit.
#[cfg(feature = "callback")]
pub(crate) fn read_received_or_other<H: FromMembers, E: FromMembersAfter<H>>(
    object: Map<String, Value>,
    again: impl FnOnce() -> Map<String, Value>,
    other: impl FnOnce(Unknown) -> E,
) -> Result<(H, E, Unknown), ReadError> {
    read_received(object).or_else(|mismatches| {
        // An event without a type is better than an error.
        log::warn!(target: "wecom_message", "a callback does not fit its description: {mismatches}");
        let (head, Unfit(unknown), _) = read_received(again())?;
        Ok((head, other(unknown), Unknown::default()))
    })
}

/// An event that does not fit its description.
#[cfg(feature = "callback")]
struct Unfit(Unknown);

#[cfg(feature = "callback")]
impl<H> FromMembersAfter<H> for Unfit {
    fn from_members_after(_: &H, members: &mut Members<'_>) -> Option<Self> {
        FromMembers::from_members(members).map(Self)
    }
}

/// `Deserialize` for every type that reads members. What is not sent as it stands there is a warning on the receipt.
///
/// # Errors
///
/// If the input does not fit; all reasons at once.
pub fn deserialize<'de, D: Deserializer<'de>, T: FromJson>(deserializer: D) -> Result<T, D::Error> {
    let parsed = Parsed::deserialize(deserializer)?;
    read_parsed(parsed).map(|reading| reading.value).map_err(D::Error::custom)
}

/// [`deserialize`] for any message of a channel. Members that are unknown or refused are an error, since the msgtype may be wrong.
///
/// # Errors
///
/// If the input does not fit or has unknown members; all reasons at once.
pub fn deserialize_all<'de, D: Deserializer<'de>, T: FromJson>(deserializer: D) -> Result<T, D::Error> {
    let parsed = Parsed::deserialize(deserializer)?;
    let reading: Reading<T> = read_parsed(parsed).map_err(D::Error::custom)?;
    let refused = reading.remarks.iter().find(|remark| remark.consequence == Consequence::Refused);
    match (reading.unknown_members().as_slice(), refused) {
        (_, Some(violation)) => Err(D::Error::custom(violation)),
        ([], None) => Ok(reading.value),
        (unknown, None) => Err(D::Error::custom(format_args!("not part of such a message: {}", unknown.join(", ")))),
    }
}

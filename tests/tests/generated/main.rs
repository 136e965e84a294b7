//! What the generator makes of each feature of the description language, by what it does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod checks;
mod doors;
mod reading;
mod writing;

use wecom_message::check::{Check, Report, Violation};
use wecom_message::read::{FromJson, ReadError, read};

fn wire(value: &impl wecom_message::rt::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

/// `path consequence errcode` of each broken rule.
fn broken(value: &impl Check) -> Vec<String> {
    shown(&Report::of(value))
}

fn shown(violations: &[Violation]) -> Vec<String> {
    let show = |violation: &Violation| {
        let errcode = violation.errcode.map_or_else(String::new, |code| format!(" {code}"));
        format!("{} {:?}{errcode}", violation.path, violation.consequence)
    };
    violations.iter().map(show).collect()
}

/// Writes these bytes, breaks no rule, and reads back equal.
#[track_caller]
fn travels<T>(value: &T, expected: &str)
where
    T: wecom_message::rt::Serialize + FromJson + Check + PartialEq + std::fmt::Debug,
{
    assert_eq!(wire(value), expected);
    assert_eq!(broken(value), [""; 0]);
    let reading = read::<T>(expected).unwrap();
    assert_eq!((&reading.value, reading.unknown_members()), (value, vec![]));
}

#[track_caller]
fn mismatches<T: FromJson + std::fmt::Debug>(json: &str) -> Vec<String> {
    match read::<T>(json) {
        Err(ReadError::Mismatch(mismatches)) => mismatches.iter().map(ToString::to_string).collect(),
        other => panic!("{other:?}"),
    }
}

//! Requests from other programs: no member is lost without a warning, and equal requests read alike.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

mod answers;
mod ignored;
mod lost;
mod receipts;
mod retyped;

use serde_json::Value;
use wecom_message::check::{Check, Report, Violation};
use wecom_message::fields::{Fields, Object};
use wecom_message::message::Visit;
use wecom_message::read::{FromMembers, ReadError, read_value};
use wecom_tests::visit::visit;

/// A request as it is written again, and what its check reports.
struct Read {
    written: Value,
    report: Vec<Violation>,
    is_exact: bool,
}

impl Read {
    fn names(&self, path: &str) -> bool {
        self.report.iter().any(|violation| violation.path == path)
    }
}

fn reading(operation: &str, body: &Value) -> Result<Read, ReadError> {
    visit(operation, ReadBody(body.clone())).unwrap()
}

struct ReadBody(Value);

impl Visit for ReadBody {
    type Output = Result<Read, ReadError>;

    fn visit<T: Fields + FromMembers + Check>(self) -> Self::Output {
        let reading = read_value::<T>(self.0)?;
        let written = serde_json::to_value(Object(&reading.value)).unwrap();
        let report = Report::of(&reading.value);
        Ok(Read { written, report, is_exact: reading.exact().is_ok() })
    }
}

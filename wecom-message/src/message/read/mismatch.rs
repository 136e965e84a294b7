//! Why a JSON text does not fit a type.

use std::fmt;

use crate::message::check::violation::Violation;

/// One reason why a JSON text does not fit a type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// The member: `template_card.button_list[2].key`.
    pub path: String,
    /// What was expected, and what was found.
    pub reason: String,
}

/// A value in another form than the documented one.
impl From<&Violation> for Mismatch {
    fn from(remark: &Violation) -> Self {
        Self { path: remark.path.clone(), reason: remark.problem.to_string() }
    }
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
    /// The text is JSON, but does not fit; all reasons.
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

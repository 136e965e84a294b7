//! Limits on a value.

use std::collections::BTreeSet;
use std::fmt;

use wecom_schema::model::{Consequence, Unit};

/// A limit. Both ends are allowed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limit {
    pub(crate) min: Option<f64>,
    pub(crate) max: Option<f64>,
    pub(crate) unit: Unit,
    /// The cases whose items are counted; empty for all.
    pub(crate) cases: BTreeSet<String>,
    /// The consequence, if it is stated.
    pub(crate) beyond: Option<Consequence>,
}

impl Limit {
    /// The minimum, if it demands more than presence.
    fn least(&self) -> Option<f64> {
        self.min.filter(|min| self.unit == Unit::Range || *min > 1.0)
    }

    /// Whether both allow the same values, regardless of the consequence.
    pub(crate) fn allows_the_same(&self, other: &Limit) -> bool {
        (self.least(), self.max, self.unit, &self.cases) == (other.least(), other.max, other.unit, &other.cases)
    }

    /// Whether it only demands presence.
    pub(crate) fn is_idle(&self) -> bool {
        self.least().is_none() && self.max.is_none()
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least(), self.max) {
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (min, None) => write!(f, "at least {}", min.or(self.min).unwrap_or_default()),
        }?;
        f.write_str(match self.unit {
            Unit::Bytes => " bytes",
            Unit::Chars => " characters",
            Unit::Items => " items",
            Unit::Range => "",
        })?;
        if !self.cases.is_empty() {
            write!(f, " of {}", self.cases.iter().map(String::as_str).collect::<Vec<_>>().join(", "))?;
        }
        match self.beyond {
            Some(beyond) => write!(f, ", {}", beyond.name()),
            None => Ok(()),
        }
    }
}

/// The characters that a string may contain.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Charset {
    pub(crate) allowed: BTreeSet<char>,
    pub(crate) beyond: Option<Consequence>,
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut characters = self.allowed.iter().copied().peekable();
        f.write_str("only ")?;
        while let Some(first) = characters.next() {
            let mut last = first;
            while let Some(next) = characters.next_if(|next| u32::from(*next) == u32::from(last) + 1) {
                last = next;
            }
            match u32::from(last) - u32::from(first) {
                0 => write!(f, "{first}"),
                1 => write!(f, "{first}{last}"),
                _ => write!(f, "{first}-{last}"),
            }?;
        }
        match self.beyond {
            Some(beyond) => write!(f, ", {}", beyond.name()),
            None => Ok(()),
        }
    }
}

//! Which broken rules keep a message from being sent.

use super::report::Report;
use super::violation::{Consequence, Violation};

/// Which broken rules keep a message from being sent.
///
/// Other broken rules are warnings on the receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strictness {
    /// Checks nothing: WeCom's answer is the only check, and receipts have no warnings.
    Off,
    /// What WeCom would refuse is an error.
    #[default]
    Normal,
    /// What WeCom would cut or would not be sent is also an error, and so is breaking a rule whose consequence is not documented.
    Strict,
}

impl Strictness {
    /// Checks; what this strictness lets through comes back as warnings.
    ///
    /// # Errors
    ///
    /// All violations, if it forbids one of them.
    pub(crate) fn enforce(self, check: &dyn Fn(&mut Report)) -> Result<Vec<Violation>, Vec<Violation>> {
        if self == Self::Off {
            return Ok(Vec::new());
        }
        let mut report = Report::new();
        check(&mut report);
        let violations = report.into_violations();
        if violations.iter().any(|violation| self.forbids(violation.consequence)) {
            return Err(violations);
        }
        Ok(violations)
    }

    pub(crate) fn forbids(self, consequence: Consequence) -> bool {
        match self {
            Self::Off => false,
            Self::Normal => consequence == Consequence::Refused,
            Self::Strict => !matches!(consequence, Consequence::Advised | Consequence::Rewritten),
        }
    }
}

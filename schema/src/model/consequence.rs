//! What happens to a message that breaks a rule.

use super::about::Evidence;

/// What happens to a message that breaks a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// WeCom answers with an error.
    Refused,
    /// WeCom cuts the value and reports success.
    Truncated,
    /// The message is delivered, but may be displayed badly.
    Advised,
    /// The official page does not say.
    Unstated,
}

impl Consequence {
    /// What a description's statement amounts to on this evidence: that WeCom refuses something counts only if a page or
    /// several clients say so.
    #[must_use]
    pub const fn on(self, evidence: Evidence) -> Self {
        match (self, evidence) {
            (Self::Refused, Evidence::Peer | Evidence::Inferred) => Self::Unstated,
            (stated, _) => stated,
        }
    }

    /// Its name in descriptions: `refused`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Truncated => "truncated",
            Self::Advised => "advised",
            Self::Unstated => "unstated",
        }
    }
}

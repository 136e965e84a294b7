//! Which broken rules keep a message from being sent.

use super::violation::Consequence;

/// Which broken rules keep a message from being sent.
///
/// All others become warnings of the receipt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Strictness {
    /// Checks nothing: WeCom's answer is the only check, and receipts have no warnings.
    Off,
    /// Refuses messages that WeCom would refuse.
    #[default]
    Normal,
    /// Also refuses messages that WeCom would cut, or that break a rule whose consequence is not documented.
    Strict,
}

impl Strictness {
    pub(crate) fn refuses(self, consequence: Consequence) -> bool {
        match self {
            Self::Off => false,
            Self::Normal => consequence == Consequence::Refused,
            Self::Strict => consequence != Consequence::Advised,
        }
    }
}

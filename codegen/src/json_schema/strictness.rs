//! The rules that a JSON Schema enforces.

use wecom_schema::model::Consequence;

/// The rules that a JSON Schema enforces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Those whose violation WeCom answers with an error.
    #[default]
    Refused,
    /// All rules.
    Everything,
}

impl Strictness {
    pub(super) fn refuses(self, consequence: Consequence) -> bool {
        match (self, consequence) {
            (Strictness::Everything, _) | (_, Consequence::Refused) => true,
            (Strictness::Refused, Consequence::Truncated | Consequence::Advised | Consequence::Unstated) => false,
        }
    }
}

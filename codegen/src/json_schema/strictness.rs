//! How much a JSON Schema refuses.

use wecom_schema::model::Consequence;

/// Which rules a JSON Schema refuses a body for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Those that WeCom answers with an error.
    #[default]
    Refused,
    /// Every rule, whatever WeCom does.
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

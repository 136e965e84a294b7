//! A smart bot, as the administration console shows it.

use std::fmt;

/// A smart bot.
#[derive(Clone, PartialEq, Eq)]
pub struct AibotAccount {
    /// The bot's id.
    pub id: String,
    /// The secret of its long connection.
    pub secret: String,
}

/// Leaves out the secret.
impl fmt::Debug for AibotAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AibotAccount").field("id", &self.id).finish_non_exhaustive()
    }
}

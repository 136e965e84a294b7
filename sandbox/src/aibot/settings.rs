//! Smart bots as the test sets them up.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

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

/// The smart bots that exist, and what is different from WeCom.
#[derive(Clone, Debug)]
pub struct AibotSettings {
    /// The bots. [`Sandbox::aibot`](crate::Sandbox::aibot) is the first one.
    pub accounts: Vec<AibotAccount>,
    /// Members and groups that a bot cannot push to before somebody wrote to it there; any other chat takes pushes from the
    /// start.
    pub strangers: BTreeSet<String>,
    /// Whether bots are held to 30 messages a minute and 1,000 an hour in a chat, and to as many uploads.
    pub has_rates: bool,
    /// How long a connection stays open after a newer one took its place. WeCom takes 2 to 313 seconds.
    pub linger: Duration,
}

/// One bot, with WeCom's rates.
impl Default for AibotSettings {
    fn default() -> Self {
        let account = AibotAccount {
            id: "aibSandbox0001".to_owned(),
            secret: "sandbox-secret-of-the-first-smart-bot".to_owned(),
        };
        Self { accounts: vec![account], strangers: BTreeSet::new(), has_rates: true, linger: Duration::from_secs(2) }
    }
}

//! The smart bots as the test sets them up.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::aibot::AibotAccount;

/// The smart bots, and what WeCom holds them to.
#[derive(Clone, Debug)]
pub struct AibotSettings {
    /// The bots. [`Sandbox::aibot`](crate::Sandbox::aibot) is the first one.
    pub accounts: Vec<AibotAccount>,
    /// Members and groups that a bot cannot push to before somebody wrote to it there; any other chat takes pushes from the
    /// start.
    pub strangers: BTreeSet<String>,
    /// Whether bots are held to 30 messages a minute and 1,000 an hour in a chat, and to as many uploads.
    pub rates: bool,
    /// How long a connection stays open after a newer one took its place. WeCom takes 2 to 313 seconds.
    pub linger: Duration,
}

/// One bot, held to the rates.
impl Default for AibotSettings {
    fn default() -> Self {
        Self {
            accounts: vec![AibotAccount {
                id: "aibSandbox0001".to_owned(),
                secret: "sandbox-secret-of-the-first-smart-bot".to_owned(),
            }],
            strangers: BTreeSet::new(),
            rates: true,
            linger: Duration::from_secs(2),
        }
    }
}

//! The world that the sandbox plays.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

/// An application of a corporation.
#[derive(Clone, PartialEq, Eq)]
pub struct Application {
    /// The corporation's id.
    pub corp_id: String,
    /// The application's secret.
    pub secret: String,
    /// The application's id.
    pub agent_id: i64,
}

/// Without the secret.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Application");
        shown.field("corp_id", &self.corp_id).field("agent_id", &self.agent_id).finish_non_exhaustive()
    }
}

/// Which applications there are, and which members, departments and tags there are not: all others exist.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The applications; the first one is the one that a [`Sandbox`](crate::Sandbox) names.
    pub applications: Vec<Application>,
    /// Whether the applications have a callback URL, without which some cards are refused.
    pub callback_url: bool,
    /// Members who do not exist or are outside the visible range, in lower case.
    pub invalid_users: BTreeSet<String>,
    /// Members without a licence, in lower case.
    pub unlicensed_users: BTreeSet<String>,
    /// Departments that do not exist.
    pub invalid_parties: BTreeSet<String>,
    /// Tags that do not exist.
    pub invalid_tags: BTreeSet<String>,
    /// What tokens and ids are made from; another seed, other tokens.
    pub seed: u64,
    /// What time it is at the start, counted from 1970: for the `created_at` of uploads.
    pub started: Duration,
}

/// One application with a callback URL, in a corporation where everybody exists.
impl Default for Settings {
    fn default() -> Self {
        let application = Application {
            corp_id: "wwsandbox00000001".to_owned(),
            secret: "sandbox-secret-of-the-first-application".to_owned(),
            agent_id: 1_000_002,
        };
        Self {
            applications: vec![application],
            callback_url: true,
            invalid_users: BTreeSet::new(),
            unlicensed_users: BTreeSet::new(),
            invalid_parties: BTreeSet::new(),
            invalid_tags: BTreeSet::new(),
            seed: 0,
            started: Duration::ZERO,
        }
    }
}

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

/// A group robot.
#[derive(Clone, PartialEq, Eq)]
pub struct Robot {
    /// The key of its webhook.
    pub key: String,
}

/// Without the key, which is all that sending needs.
impl fmt::Debug for Robot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Robot").finish_non_exhaustive()
    }
}

/// Which applications and robots there are, and who and what there is not: all others exist.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The applications; the first one is the one that a [`Sandbox`](crate::Sandbox) names.
    pub applications: Vec<Application>,
    /// The robots; the first one is the one that a [`Sandbox`](crate::Sandbox) names.
    pub robots: Vec<Robot>,
    /// Whether the applications have a callback URL, without which some cards are refused.
    pub callback_url: bool,
    /// Members who do not exist or are outside the visible range, in lower case; and by the same ids parents, students,
    /// customers and customer groups.
    pub invalid_users: BTreeSet<String>,
    /// Members without a licence, in lower case.
    pub unlicensed_users: BTreeSet<String>,
    /// Departments that do not exist.
    pub invalid_parties: BTreeSet<String>,
    /// Tags that do not exist.
    pub invalid_tags: BTreeSet<String>,
    /// Accounts of customer service, `open_kfid`, that do not exist.
    pub invalid_kf_accounts: BTreeSet<String>,
    /// What tokens and ids are made from; another seed, other tokens.
    pub seed: u64,
    /// What time it is at the start, counted from 1970: for the `created_at` of uploads.
    pub started: Duration,
}

/// One application with a callback URL and one robot, in a corporation where everybody exists.
impl Default for Settings {
    fn default() -> Self {
        let application = Application {
            corp_id: "wwsandbox00000001".to_owned(),
            secret: "sandbox-secret-of-the-first-application".to_owned(),
            agent_id: 1_000_002,
        };
        Self {
            applications: vec![application],
            robots: vec![Robot { key: "5a4db0c5-0000-4000-8000-000000000001".to_owned() }],
            callback_url: true,
            invalid_users: BTreeSet::new(),
            unlicensed_users: BTreeSet::new(),
            invalid_parties: BTreeSet::new(),
            invalid_tags: BTreeSet::new(),
            invalid_kf_accounts: BTreeSet::new(),
            seed: 0,
            started: Duration::ZERO,
        }
    }
}

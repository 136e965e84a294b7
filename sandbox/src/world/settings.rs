//! The world as the test sets it up.

use std::collections::BTreeSet;
use std::fmt;
use std::time::Duration;

#[cfg(feature = "callback")]
use crate::aibot::AibotSettings;
#[cfg(feature = "callback")]
use crate::callback::CallbackAddress;

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

/// Leaves out the secret.
impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Application");
        shown.field("corp_id", &self.corp_id).field("agent_id", &self.agent_id).finish_non_exhaustive()
    }
}

/// An application that its corporation shares with a downstream one, which has it under an id of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The application, by its index in the settings.
    pub application: usize,
    /// The same application in the downstream corporation, by its index in the settings.
    pub downstream: usize,
    /// 0 in a corporate group, 1 in a supply chain.
    pub business_type: i64,
}

/// A group robot.
#[derive(Clone, PartialEq, Eq)]
pub struct Robot {
    /// The key of its webhook.
    pub key: String,
}

/// Leaves out the key: with it anyone can send.
impl fmt::Debug for Robot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Robot").finish_non_exhaustive()
    }
}

/// The applications and robots that exist, and the people and things that do not; every other id exists that can exist.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The applications. A [`Sandbox`](crate::Sandbox) names the first one.
    pub applications: Vec<Application>,
    /// The applications that are shared with downstream corporations.
    pub shares: Vec<Share>,
    /// The robots. A [`Sandbox`](crate::Sandbox) names the first one.
    pub robots: Vec<Robot>,
    /// The smart bots.
    #[cfg(feature = "callback")]
    pub aibots: AibotSettings,
    /// Whether the applications have a callback URL; WeCom refuses some cards without one.
    pub callback_url: bool,
    /// Where callbacks go; nothing is called without it.
    #[cfg(feature = "callback")]
    pub callback_address: Option<CallbackAddress>,
    /// How long the program may take to answer a callback.
    #[cfg(feature = "callback")]
    pub callback_timeout: Duration,
    /// Ids of members who do not exist or are outside the visible range, in lower case. The same ids do not exist as
    /// parents, students, customers and customer groups either.
    pub invalid_users: BTreeSet<String>,
    /// Members without a licence, in lower case.
    pub unlicensed_users: BTreeSet<String>,
    /// Departments that do not exist.
    pub invalid_parties: BTreeSet<String>,
    /// Tags that do not exist.
    pub invalid_tags: BTreeSet<String>,
    /// Accounts of customer service, `open_kfid`, that do not exist.
    pub invalid_kf_accounts: BTreeSet<String>,
    /// Whether a value of another JSON type than the documented one, which WeCom takes for what it says, is refused.
    pub exact_types: bool,
    /// Whether messages may show files that were not uploaded.
    pub any_media_id: bool,
    /// The seed of all tokens and ids. Two sandboxes with different seeds do not accept each other's tokens.
    pub seed: u64,
    /// The address of the server, for the URLs in what it sends: `http://127.0.0.1:41234`.
    #[cfg(feature = "callback")]
    pub base_url: String,
    /// The time at the start, counted from 1970: for the `created_at` of uploads and the like.
    pub started: Duration,
}

/// One application with a callback URL and one robot, in a corporation where every id exists.
impl Default for Settings {
    fn default() -> Self {
        let application = Application {
            corp_id: "wwsandbox00000001".to_owned(),
            secret: "sandbox-secret-of-the-first-application".to_owned(),
            agent_id: 1_000_002,
        };
        Self {
            applications: vec![application],
            shares: Vec::new(),
            robots: vec![Robot { key: "5a4db0c5-0000-4000-8000-000000000001".to_owned() }],
            #[cfg(feature = "callback")]
            aibots: AibotSettings::default(),
            callback_url: true,
            #[cfg(feature = "callback")]
            callback_address: None,
            #[cfg(feature = "callback")]
            callback_timeout: Duration::from_secs(5),
            invalid_users: BTreeSet::new(),
            unlicensed_users: BTreeSet::new(),
            invalid_parties: BTreeSet::new(),
            invalid_tags: BTreeSet::new(),
            invalid_kf_accounts: BTreeSet::new(),
            exact_types: false,
            any_media_id: false,
            seed: 0,
            #[cfg(feature = "callback")]
            base_url: "http://127.0.0.1".to_owned(),
            started: Duration::ZERO,
        }
    }
}

//! What every endpoint needs: who and what exists, what time it is, and new ids.

mod codes;
mod directory;
mod ids;
mod settings;

use std::time::Duration;

use serde_json::Value;

pub(crate) use self::codes::{CodeError, Codes};
pub(crate) use self::directory::lower_case;
use self::ids::Ids;
pub use self::settings::{Application, Robot, Settings, Share};

#[derive(Debug)]
pub(crate) struct World {
    pub(crate) settings: Settings,
    /// The time since the start.
    pub(crate) now: Duration,
    pub(crate) ids: Ids,
}

impl World {
    pub(crate) fn new(settings: Settings) -> Self {
        Self { now: Duration::ZERO, ids: Ids::new(settings.seed), settings }
    }

    /// Seconds since 1970.
    pub(crate) fn timestamp(&self) -> u64 {
        (self.settings.started + self.now).as_secs()
    }

    pub(crate) fn application(&self, index: usize) -> Option<&Application> {
        self.settings.applications.get(index)
    }

    /// The id of a smart bot.
    #[cfg(feature = "callback")]
    pub(crate) fn aibot_id(&self, index: usize) -> &str {
        self.settings.aibots.accounts.get(index).map_or("", |bot| bot.id.as_str())
    }

    /// The corporation of an application.
    pub(crate) fn corp_id(&self, application: usize) -> &str {
        self.application(application).map_or("", |application| application.corp_id.as_str())
    }

    /// Whether the body's `agentid` is not that of the application that calls.
    pub(crate) fn names_another(&self, application: usize, body: &Value) -> bool {
        let agent_id = self.application(application).map(|application| application.agent_id);
        body.get("agentid").is_some_and(|id| id.as_i64() != agent_id)
    }
}

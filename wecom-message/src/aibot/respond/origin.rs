//! What an answer answers.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::aibot::shared::{Shared, body};
use crate::error::Error;
use crate::http::failure::{Failure, Phase, TransportError};
use crate::message::Call;

/// WeCom takes greetings and new cards for so long after the event.
const EVENT_TIME: Duration = Duration::from_secs(5);

/// A callback: its `req_id`, its chat, and when it came.
#[derive(Clone)]
pub(in crate::aibot) struct Origin {
    pub(in crate::aibot) shared: Arc<Shared>,
    pub(in crate::aibot) req_id: Arc<str>,
    pub(in crate::aibot) chat: String,
    pub(in crate::aibot) at: Instant,
}

impl Origin {
    /// Answers an event, if there is still time.
    pub(super) fn answer_event<C: Call>(&self, answer: &C) -> Result<(), Error> {
        let shared = &self.shared;
        shared.check(&|report| answer.check(report))?;
        let body = body(answer)?;
        let left = EVENT_TIME.saturating_sub(self.at.elapsed());
        if left.is_zero() {
            return Err(Error::transport(C::PATH, TransportError::plain(Phase::NotSent, Failure::Timeout)));
        }
        let passed = shared.paced(C::PATH, &self.chat)?;
        // What arrives in time may be acknowledged later.
        let outcome = shared.ask(C::PATH, &self.req_id, &body, None, left.max(shared.settings.timeout));
        shared.count(passed, &outcome);
        outcome?.into_reply::<C::Reply>(C::PATH, shared.secrets()).map(drop)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Origin").field("req_id", &self.req_id).finish_non_exhaustive()
    }
}

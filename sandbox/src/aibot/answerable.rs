//! What the bot was told, by the `req_id` that its answer has to name.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use super::place::Place;
use crate::reply::Reply;

/// The number of callbacks kept; beyond it the oldest are removed.
const KEPT: usize = 100_000;

const REQ_ID_EXPIRED: i32 = 846_604;
const REQ_ID_INVALID: i32 = 846_605;
const ANSWERED: i32 = 846_606;

/// The callbacks that can be answered.
#[derive(Debug, Default)]
pub(super) struct Answerables {
    by_req_id: HashMap<String, Answerable>,
    order: VecDeque<String>,
}

/// A callback that can be answered.
#[derive(Debug)]
pub(super) struct Answerable {
    pub(super) bot: usize,
    pub(super) place: Place,
    pub(super) msgid: String,
    pub(super) at: Duration,
    pub(super) asks: Asks,
    pub(super) is_answered: bool,
    pub(super) streams: Vec<Stream>,
}

/// What a callback can be answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Asks {
    /// Messages.
    Reply,
    /// A greeting, once.
    Welcome,
    /// An update of the card that was clicked, once.
    Update { card: u64, task_id: String },
}

/// A stream that answers a message.
#[derive(Debug)]
pub(super) struct Stream {
    pub(super) id: String,
    pub(super) began: Duration,
    /// The number of its message.
    pub(super) message: u64,
}

impl Answerables {
    pub(super) fn add(&mut self, req_id: String, answerable: Answerable) {
        if self.order.len() == KEPT
            && let Some(oldest) = self.order.pop_front()
        {
            self.by_req_id.remove(&oldest);
        }
        self.order.push_back(req_id.clone());
        self.by_req_id.insert(req_id, answerable);
    }

    /// The callback that an answer names, if it asks for such an answer and is not older than this.
    pub(super) fn find(
        &mut self,
        bot: usize,
        req_id: &str,
        (within, now): (Duration, Duration),
        is_asked: impl Fn(&Asks) -> bool,
    ) -> Result<&mut Answerable, Reply> {
        let found = self.by_req_id.get_mut(req_id).filter(|found| found.bot == bot && is_asked(&found.asks));
        let found = found.ok_or_else(|| Reply::error(REQ_ID_INVALID))?;
        if found.is_answered {
            return Err(Reply::error(ANSWERED));
        }
        if found.at + within <= now {
            return Err(Reply::error(REQ_ID_EXPIRED));
        }
        Ok(found)
    }
}

//! Application messages: sent by `message/send`, recalled or updated afterwards. Urgent calls to members.

mod cards;
mod recall;
mod send;
mod update_task_card;
mod update_template_card;
mod urgent_call;

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use self::cards::Cards;
pub(crate) use self::cards::Changed;
#[cfg(feature = "callback")]
pub(crate) use self::cards::{CardUpdate, Clicked, Copy as CardCopy};
pub(crate) use self::urgent_call::UrgentCalls;

/// The messages that were sent.
#[derive(Debug, Default)]
pub(crate) struct AppMessages {
    sent: HashMap<String, SentMessage>,
    /// The task ids that each application has used.
    task_ids: HashSet<(usize, String)>,
    pub(crate) cards: Cards,
}

#[derive(Debug)]
struct SentMessage {
    application: usize,
    at: Duration,
}

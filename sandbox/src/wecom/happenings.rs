//! What happened, in its order: what the page shows, and what it missed while it was away.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::Wecom;
#[cfg(feature = "callback")]
use crate::aibot::ChatMessage;
#[cfg(feature = "callback")]
use crate::callback::Called;
use crate::endpoints::app::Changed;
use crate::received::Received;

/// The number of happenings kept; beyond it the oldest are removed.
const KEPT: usize = 100_000;

#[derive(Debug, Default)]
pub(super) struct Happenings {
    kept: VecDeque<Happening>,
    removed: u64,
}

#[derive(Debug)]
pub(super) enum Happening {
    /// A request, by its number.
    Received(u64),
    /// A callback, by its number.
    #[cfg(feature = "callback")]
    Called(u64),
    CardChanged(Changed),
    /// A message in a chat of a smart bot is new or changed, by its number.
    #[cfg(feature = "callback")]
    ChatChanged(u64),
    /// The `msgid` of a message that was recalled.
    Recalled(String),
    /// The id of a mass message that was created, sent by a member, or cancelled.
    MassMessage(String),
}

impl Happenings {
    pub(super) fn add(&mut self, happening: Happening) {
        if self.kept.len() == KEPT {
            self.kept.pop_front();
            self.removed += 1;
        }
        self.kept.push_back(happening);
    }

    pub(super) fn add_any(&mut self, happening: Option<Happening>) {
        if let Some(happening) = happening {
            self.add(happening);
        }
    }

    /// The number of all happenings so far.
    pub(super) fn count(&self) -> u64 {
        self.removed + u64::try_from(self.kept.len()).unwrap_or(u64::MAX)
    }
}

impl Wecom {
    /// The number of all happenings so far.
    pub(crate) fn happened(&self) -> u64 {
        self.happenings.count()
    }

    /// At most this many happenings after the first `seen` ones, each as JSON with its number, counted from one.
    pub(crate) fn happenings_after(&self, seen: u64, most: usize) -> Vec<(u64, Value)> {
        let happenings = &self.happenings;
        let skipped = usize::try_from(seen.saturating_sub(happenings.removed)).unwrap_or(usize::MAX);
        let numbers = (happenings.removed + 1..).zip(&happenings.kept).skip(skipped).take(most);
        numbers.map(|(number, happening)| (number, self.happening_to_json(happening))).collect()
    }

    fn happening_to_json(&self, happening: &Happening) -> Value {
        match happening {
            Happening::Received(number) => {
                json!({"received": self.journal.find(*number).map(Received::to_json)})
            }
            #[cfg(feature = "callback")]
            Happening::Called(number) => json!({"called": self.callbacks.find(*number).map(Called::to_json)}),
            Happening::CardChanged(changed) => json!({"changed": changed.to_json()}),
            #[cfg(feature = "callback")]
            Happening::ChatChanged(number) => json!({"chat": self.aibots.message(*number).map(ChatMessage::to_json)}),
            Happening::Recalled(message_id) => json!({"recalled": message_id}),
            Happening::MassMessage(message_id) => {
                json!({"mass_message": self.customer_contact.mass_message_to_json(message_id)})
            }
        }
    }
}

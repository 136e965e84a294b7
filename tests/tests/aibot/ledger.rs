//! What the bot believes, beside what the chats show.

use std::collections::BTreeMap;

use wecom_message::Error;
use wecom_sandbox::{ChatMessage, Sandbox, StreamState};

/// The texts that were sent, each a different one, and how that ended.
#[derive(Debug, Default)]
pub(crate) struct Ledger(Vec<(String, Result<(), Error>)>);

/// How the calls ended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Balance {
    pub(crate) delivered: usize,
    pub(crate) refused: usize,
    pub(crate) unknown: usize,
    /// Of the unknown ones, those that arrived.
    pub(crate) arrived: usize,
}

impl Ledger {
    pub(crate) fn note(&mut self, text: String, ended: Result<(), Error>) {
        self.0.push((text, ended));
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Compares with the chats: nothing lost without a word, nothing doubled, nothing that was said not to have arrived.
    pub(crate) fn balance(&self, sandbox: &Sandbox) -> Balance {
        let mut shown: BTreeMap<String, usize> = BTreeMap::new();
        for message in sandbox.aibot().messages().into_iter().filter(is_whole) {
            *shown.entry(message.text().unwrap().to_owned()).or_default() += 1;
        }
        let mut balance = Balance::default();
        for (text, ended) in &self.0 {
            let count = shown.remove(text).unwrap_or_default();
            match ended {
                Ok(()) => {
                    assert_eq!(count, 1, "{text} was delivered");
                    balance.delivered += 1;
                }
                Err(error) if error.may_have_been_delivered() => {
                    assert!(count <= 1, "{text} is there {count} times: {error}");
                    balance.unknown += 1;
                    balance.arrived += count;
                }
                Err(error) => {
                    assert_eq!(count, 0, "{text} was said not to have arrived: {error}");
                    balance.refused += 1;
                }
            }
        }
        assert_eq!(shown, BTreeMap::new(), "nobody sent these");
        balance
    }
}

/// Messages of the bot; of streams those that it ended.
fn is_whole(message: &ChatMessage) -> bool {
    message.member.is_none() && !matches!(message.stream, Some(StreamState::Growing | StreamState::Expired))
}

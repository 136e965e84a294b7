//! Network faults and their outcomes, as tables.
//!
//! The tables are the expectation of a test, the paths that the search for leaked secrets walks, and the page `faults.md`
//! that users read.

pub mod answers;
mod downloads;
mod messages;
mod outcome;
mod oversized;
mod page;
mod run;
mod tokens;
mod uploads;

use wecom_message::Phase;

use crate::fault_proxy::{Fault, FaultProxy};

pub use self::downloads::downloads;
pub use self::messages::messages;
pub(crate) use self::outcome::write_error;
pub use self::outcome::{End, Outcome};
pub use self::page::page;
pub use self::run::{AGENT_ID, CORP_ID, CORP_SECRET, Observed, Returned, Tried, run_all};
pub use self::tokens::tokens;
pub use self::uploads::uploads;

const SEND: &str = "cgi-bin/message/send";
const UPLOAD: &str = "cgi-bin/media/upload";
const GET: &str = "cgi-bin/media/get";

/// What is asked of the client while a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// A message.
    Plain,
    /// A message with WeCom's duplicate check on.
    Checked,
    /// A file of so many bytes.
    File(usize),
    /// The request for a stored file of so many bytes.
    Stored(usize),
}

/// One line of a table.
#[derive(Clone, Debug)]
pub struct Row {
    /// What happens, in words.
    pub what: &'static str,
    /// What is done to which requests.
    faults: Vec<(&'static str, Fault)>,
    /// Whether the client has sent a message before, and so has a token and an idle connection.
    sends_before: bool,
    /// What is done after that message and before this one.
    before: fn(&mut FaultProxy),
    /// Whether an attempt lasts until its time is up.
    times_out: bool,
    /// The outcome for each thing that can be sent.
    pub outcomes: Vec<(Sent, Outcome)>,
}

impl Row {
    /// To messages of a client that has sent one before; the same with and without the duplicate check.
    fn message(what: &'static str, faults: &[Fault], outcome: Outcome) -> Self {
        let faults = faults.iter().map(|fault| (SEND, *fault)).collect();
        let outcomes = vec![(Sent::Plain, outcome), (Sent::Checked, outcome)];
        Self { what, faults, sends_before: true, before: |_| (), times_out: false, outcomes }
    }

    /// To messages with the duplicate check.
    fn checked(what: &'static str, faults: &[Fault], outcome: Outcome) -> Self {
        let row = Self::message(what, faults, outcome);
        Self { outcomes: vec![(Sent::Checked, outcome)], ..row }
    }

    /// To a file of a client that has sent a message before.
    fn upload(what: &'static str, faults: &[Fault], outcome: Outcome) -> Self {
        const LENGTH: usize = 64 * 1024;
        let faults = faults.iter().map(|fault| (UPLOAD, *fault)).collect();
        let outcomes = vec![(Sent::File(LENGTH), outcome.harmless())];
        Self { what, faults, sends_before: true, before: |_| (), times_out: false, outcomes }
    }

    /// To a download by a client that has uploaded the file before.
    fn download(what: &'static str, faults: &[Fault], outcome: Outcome) -> Self {
        const LENGTH: usize = 1024;
        let faults = faults.iter().map(|fault| (GET, *fault)).collect();
        let outcomes = vec![(Sent::Stored(LENGTH), outcome.harmless())];
        Self { what, faults, sends_before: true, before: |_| (), times_out: false, outcomes }
    }

    /// To the first token of a client.
    fn token(what: &'static str, faults: &[Fault], outcome: Outcome) -> Self {
        let faults = faults.iter().map(|fault| (crate::fault_proxy::GETTOKEN, *fault)).collect();
        let outcomes = vec![(Sent::Plain, outcome)];
        Self { what, faults, sends_before: false, before: |_| (), times_out: false, outcomes }
    }

    /// With the duplicate check it is sent a second time, and that succeeds.
    #[must_use]
    fn repeated_where_checked(mut self) -> Self {
        for (sent, outcome) in &mut self.outcomes {
            if *sent == Sent::Checked {
                *outcome =
                    Outcome::DONE.after(1 + u32::try_from(outcome.requests).unwrap()).tokens(outcome.token_requests);
            }
        }
        self
    }

    /// An attempt lasts until its time is up.
    #[must_use]
    fn times_out(self) -> Self {
        Self { times_out: true, ..self }
    }

    /// Of a file larger than what the system keeps of a connection.
    #[must_use]
    fn large(mut self) -> Self {
        const LENGTH: usize = 16 * 1024 * 1024;
        self.outcomes = self.outcomes.into_iter().map(|(_, outcome)| (Sent::File(LENGTH), outcome)).collect();
        self
    }

    /// Of a file that is downloaded in two parts.
    #[must_use]
    fn in_two_parts(mut self) -> Self {
        const LENGTH: usize = 16 * 1024 * 1024 + 1000;
        self.outcomes = self.outcomes.into_iter().map(|(_, outcome)| (Sent::Stored(LENGTH), outcome)).collect();
        self
    }

    /// Done just before.
    #[must_use]
    fn before(self, act: fn(&mut FaultProxy)) -> Self {
        Self { before: act, ..self }
    }

    /// Done also to requests for tokens.
    #[must_use]
    fn and_to_tokens(mut self, faults: &[Fault]) -> Self {
        self.faults.extend(faults.iter().map(|fault| (crate::fault_proxy::GETTOKEN, *fault)));
        self
    }
}

/// Every row of every table.
pub fn all() -> Vec<Row> {
    [messages(), uploads(), downloads(), tokens()].concat()
}

const MAYBE: Phase = Phase::MaybeDelivered;
const ANSWERED: Phase = Phase::Answered;

//! The requests that came in.

use std::collections::VecDeque;
use std::time::Duration;

use crate::answer::Answer;
use crate::received::Received;
use crate::request::Request;

/// The number of requests kept; beyond it the oldest are removed.
const KEPT: usize = 100_000;

#[derive(Debug, Default)]
pub(super) struct Journal {
    received: VecDeque<Received>,
    count: u64,
}

impl Journal {
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Received> + ExactSizeIterator {
        self.received.iter()
    }

    /// The request with this number, if it is still kept. Numbers follow each other without gaps.
    pub(super) fn find(&self, number: u64) -> Option<&Received> {
        let first = self.received.front()?.number;
        self.received.get(usize::try_from(number.checked_sub(first)?).ok()?)
    }

    /// A numbered record of a request that is about to be answered.
    pub(super) fn open(&mut self, request: &Request, now: Duration) -> Received {
        self.count += 1;
        let (method, path) = (request.method.clone(), request.path.clone());
        Received { number: self.count, at: now, method, path, ..Received::default() }
    }

    /// A numbered record of a frame that is about to be answered.
    #[cfg(feature = "callback")]
    pub(super) fn open_frame(&mut self, cmd: &str, now: Duration) -> Received {
        self.count += 1;
        let (method, path) = ("FRAME".to_owned(), cmd.to_owned());
        Received { number: self.count, at: now, method, path, ..Received::default() }
    }

    pub(super) fn keep(&mut self, mut record: Received, answer: &Answer) {
        record.status = answer.status;
        record.errcode = answer.errcode();
        self.push(record);
    }

    pub(super) fn push(&mut self, record: Received) {
        if self.received.len() == KEPT {
            self.received.pop_front();
        }
        self.received.push_back(record);
    }
}

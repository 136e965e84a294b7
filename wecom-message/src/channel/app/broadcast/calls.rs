//! The calls of a broadcast, one after the other or several at once.

use std::iter;
use std::sync::mpsc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use super::journal::Journal;
use super::progress::BroadcastProgress;
use crate::api::app::{App, Receipt};
use crate::channel::app::to::To;
use crate::client::Client;
use crate::error::Error;
use crate::error::api_error::ApiError;
use crate::error::error_code::ErrorClass;
use crate::message::Message;

/// The outcome of the call for the batch of this index.
type Made = (usize, Result<Receipt, Error>);

pub(super) struct Calls<'a, M> {
    client: &'a Client,
    message: &'a M,
    batches: &'a [To],
    journal: Option<Journal>,
    next: Mutex<Next>,
}

#[derive(Default)]
struct Next {
    index: usize,
    /// Why no other call will succeed.
    hopeless: Option<Error>,
}

impl<'a, M: Message<App> + Sync> Calls<'a, M> {
    pub(super) fn new(client: &'a Client, message: &'a M, batches: &'a [To], journal: Option<Journal>) -> Self {
        Self { client, message, batches, journal, next: Mutex::default() }
    }

    /// The outcomes of all calls, in the order of the batches.
    pub(super) fn make(
        self,
        parallel: usize,
        on_progress: &mut dyn FnMut(BroadcastProgress),
    ) -> Vec<Option<Result<Receipt, Error>>> {
        let total = self.batches.len();
        let mut outcomes = vec![None; total];
        let mut progress = BroadcastProgress { total, ..BroadcastProgress::default() };
        let mut take = |(index, outcome): Made| {
            progress.done += 1;
            progress.failed += usize::from(outcome.is_err());
            if let Some(slot) = outcomes.get_mut(index) {
                *slot = Some(outcome);
            }
            on_progress(progress);
        };
        let calls = || iter::from_fn(|| self.make_next());
        if parallel > 1 {
            thread::scope(|scope| {
                let (tell, told) = mpsc::channel();
                for _ in 0..parallel.min(total) {
                    let tell = tell.clone();
                    // The receiver is gone if `on_progress` panicked.
                    let work = move || calls().all(|made| tell.send(made).is_ok());
                    if thread::Builder::new().name("wecom-broadcast".to_owned()).spawn_scoped(scope, work).is_err() {
                        break;
                    }
                }
                drop(tell);
                told.into_iter().for_each(&mut take);
            });
        }
        // All calls, unless there were threads to make them.
        calls().for_each(take);
        outcomes
    }

    fn make_next(&self) -> Option<Made> {
        let (index, hopeless) = {
            let mut next = self.next();
            let index = next.index;
            next.index += 1;
            (index, next.hopeless.clone())
        };
        let to = self.batches.get(index)?;
        let recorded = self.journal.as_ref().and_then(|journal| journal.recorded(index));
        let outcome = match (recorded, hopeless) {
            (Some(recorded), _) => recorded,
            (None, Some(error)) => Err(error),
            (None, None) => self.call(index, to),
        };
        if let Err(error) = &outcome
            && refuses_every_call(error)
        {
            self.next().hopeless.get_or_insert_with(|| error.clone());
        }
        Some((index, outcome))
    }

    fn call(&self, index: usize, to: &To) -> Result<Receipt, Error> {
        let call = || self.client.send(to.clone(), self.message);
        match &self.journal {
            Some(journal) => journal.around(index, call),
            None => call(),
        }
    }

    /// A panic elsewhere leaves the number of the next call valid.
    fn next(&self) -> MutexGuard<'_, Next> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether WeCom refused the credentials, as it would for every batch.
fn refuses_every_call(error: &Error) -> bool {
    let passes = |api: &ApiError| matches!(api.class(), ErrorClass::Retry | ErrorClass::Rate);
    error.is_about_token() && error.api().is_some_and(|api| !passes(api))
}

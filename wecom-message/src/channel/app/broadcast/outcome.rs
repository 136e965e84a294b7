//! The outcome of a broadcast.

use crate::api::app::Receipt;
use crate::channel::app::to::To;
use crate::error::Error;
use crate::error::api_error::ApiError;

/// The outcome of a [broadcast](crate::Client::broadcast): of every call, and of all together.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[must_use = "failed calls are reported here only"]
pub struct BroadcastOutcome {
    /// The calls, in the same order however many were made at once: user ids first, then departments and tags.
    pub batches: Vec<Batch>,
}

/// One call of a broadcast.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Batch {
    /// Its recipients.
    pub to: To,
    /// WeCom's answer, or the error.
    pub outcome: Result<Receipt, Error>,
}

impl BroadcastOutcome {
    pub(super) fn new(batches: Vec<To>, outcomes: Vec<Option<Result<Receipt, Error>>>) -> Self {
        let ended = batches.into_iter().zip(outcomes);
        Self { batches: ended.filter_map(|(to, outcome)| Some(Batch { to, outcome: outcome? })).collect() }
    }

    /// No call was made.
    pub(super) fn of_none(to: To, error: Error) -> Self {
        Self { batches: vec![Batch { to, outcome: Err(error) }] }
    }

    /// Whether WeCom accepted the message for every recipient; see [`Receipt::reached_everyone`].
    pub fn reached_everyone(&self) -> bool {
        self.batches.iter().all(|batch| batch.outcome.as_ref().is_ok_and(Receipt::reached_everyone))
    }

    /// The receipts of the successful calls. Each can be [recalled](crate::Client::recall).
    pub fn receipts(&self) -> impl Iterator<Item = &Receipt> {
        self.batches.iter().filter_map(|batch| batch.outcome.as_ref().ok())
    }

    /// The errors of the calls that failed.
    pub fn errors(&self) -> impl Iterator<Item = &Error> {
        self.batches.iter().filter_map(|batch| batch.outcome.as_ref().err())
    }

    /// The recipients of failed calls that certainly delivered nothing; `None` if there are none.
    ///
    /// Broadcasting to them again delivers nothing twice. They may include unknown ids, because a call with unknown ids only
    /// fails as a whole (81013): see [`invalid_users`](Self::invalid_users).
    pub fn failed(&self) -> Option<To> {
        self.failed_if(|error| !error.may_have_been_delivered())
    }

    /// The recipients of failed calls that [may have delivered](Error::may_have_been_delivered) the message; `None` if there
    /// are none.
    ///
    /// Broadcast to them again only if getting it twice is better than not at all.
    pub fn maybe_delivered(&self) -> Option<To> {
        self.failed_if(Error::may_have_been_delivered)
    }

    fn failed_if(&self, is: fn(&Error) -> bool) -> Option<To> {
        let mut all: Option<To> = None;
        for batch in &self.batches {
            if batch.outcome.as_ref().is_err_and(is) {
                all.get_or_insert_default().add(&batch.to);
            }
        }
        all
    }

    /// All user ids that do not exist or are outside the application's visible range, in lower case.
    pub fn invalid_users(&self) -> Vec<String> {
        self.ids(|receipt| receipt.invalid_users)
    }

    /// All departments that do not exist or are outside the visible range.
    pub fn invalid_parties(&self) -> Vec<String> {
        self.ids(|receipt| receipt.invalid_parties)
    }

    /// All tags that do not exist or are outside the visible range.
    pub fn invalid_tags(&self) -> Vec<String> {
        self.ids(|receipt| receipt.invalid_tags)
    }

    /// All members without a base-interface licence. One that is in departments of several calls may be listed twice.
    pub fn unlicensed_users(&self) -> Vec<String> {
        self.ids(|receipt| receipt.unlicensed_users)
    }

    /// Includes those of failed calls: 81013 comes with these lists.
    fn ids<T>(&self, of: fn(Receipt) -> Vec<T>) -> Vec<T> {
        let receipts = self.batches.iter().filter_map(|batch| match &batch.outcome {
            Ok(receipt) => Some(receipt.clone()),
            Err(error) => error.api().and_then(ApiError::receipt),
        });
        receipts.flat_map(of).collect()
    }
}

//! Messages to more people than one call takes.

#[cfg(test)]
mod tests;

use super::to::To;
use crate::api::app::{App, Receipt};
use crate::client::Client;
use crate::error::api_error::ApiError;
use crate::error::error_code::ErrorClass;
use crate::error::{Error, GETTOKEN};
use crate::message::Message;

impl Client {
    /// Sends one message to any number of members, departments and tags, in as many calls as that takes.
    ///
    /// One call takes 1000 members, 100 departments and 100 tags; where they fit, there is one call, as with
    /// [`send`](Self::send). Ids that are named twice (user ids in any case) count once. Calls go out one after the other,
    /// each within the client's [`timeout`](crate::ClientBuilder::timeout), and one that fails does not stop the others:
    /// [`Broadcast`] has the outcome of each, and whom to send to again.
    ///
    /// # Who gets it twice
    ///
    /// WeCom delivers the message of one call once to each member, however many of its departments and tags they are in.
    /// It knows nothing of other calls, and the client does not know who is in a department or has a tag. Where it takes
    /// several calls, members named one by one go into calls of their own, and up to 100 departments and 100 tags share a
    /// call. So somebody gets the message more than once who is
    ///
    /// - named, and in one of the departments or tags as well: twice;
    /// - in departments or tags of several calls: once with each, which takes more than 100 of either.
    ///
    /// Where that matters, name the members, or make it a department or tag that holds the others.
    ///
    /// # Errors
    ///
    /// An invalid message is reported once, before anything is sent; that is then the only batch. Invalid ids fail their
    /// own batch. Where WeCom refuses the corp secret itself the batches that are left fail
    /// with the same error and are not tried, since asking again and again gets the address blocked.
    ///
    /// ```no_run
    /// use wecom_message::app::Text;
    /// use wecom_message::{Client, To};
    ///
    /// # let (client, everybody_on_call) = (Client::new("corp id", "secret", 1000002)?, vec![String::new()]);
    /// let message = Text::new("the data centre is down");
    /// let outcome = client.broadcast(To::users(everybody_on_call).and_party(2), &message);
    /// for error in outcome.errors() {
    ///     eprintln!("{error}");
    /// }
    /// eprintln!("unknown here: {:?}", outcome.invalid_users());
    /// if let Some(again) = outcome.failed() {
    ///     let _ = client.broadcast(again, &message);
    /// }
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    pub fn broadcast<M: Message<App>>(&self, to: impl Into<To>, message: &M) -> Broadcast {
        let to = to.into();
        let checked = self.session.check(&|report| {
            message.check(report);
            message.check_to(&to, report);
        });
        if let Err(violations) = checked {
            return Broadcast { batches: vec![Batch { to, outcome: Err(Error::invalid(violations)) }] };
        }
        let mut hopeless = None;
        let mut batches = Vec::new();
        for to in to.batches() {
            let outcome = match &hopeless {
                Some(error) => Err(Error::clone(error)),
                None => self.send(to.clone(), message),
            };
            hopeless = outcome.as_ref().err().filter(|error| refuses_every_call(error)).cloned();
            batches.push(Batch { to, outcome });
        }
        Broadcast { batches }
    }
}

/// A secret that is refused now is refused for every batch.
fn refuses_every_call(error: &Error) -> bool {
    let passes = |api: &ApiError| matches!(api.class(), ErrorClass::Retry | ErrorClass::Rate);
    error.endpoint() == Some(GETTOKEN) && error.api().is_some_and(|api| !passes(api))
}

/// What became of a [broadcast](Client::broadcast): the outcome of every call, and views of all together.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[must_use = "calls that failed are told here and nowhere else"]
pub struct Broadcast {
    /// The calls in the order they were made: members, then departments and tags.
    pub batches: Vec<Batch>,
}

/// One call of a broadcast.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Batch {
    /// Whom it was for.
    pub to: To,
    /// What WeCom answered, or why it did not.
    pub outcome: Result<Receipt, Error>,
}

impl Broadcast {
    /// Whether WeCom took the message for everybody it was meant for; see [`Receipt::reached_everyone`].
    pub fn reached_everyone(&self) -> bool {
        self.batches.iter().all(|batch| batch.outcome.as_ref().is_ok_and(Receipt::reached_everyone))
    }

    /// The receipts of the calls that WeCom took. Each can be [recalled](Client::recall).
    pub fn receipts(&self) -> impl Iterator<Item = &Receipt> {
        self.batches.iter().filter_map(|batch| batch.outcome.as_ref().ok())
    }

    /// The errors of the calls that failed.
    pub fn errors(&self) -> impl Iterator<Item = &Error> {
        self.batches.iter().filter_map(|batch| batch.outcome.as_ref().err())
    }

    /// Everybody whose call failed and who certainly did not get the message by it; `None` where there is nobody.
    ///
    /// Broadcasting to them again delivers nothing a second time that a failed call has delivered. Whom WeCom does not know
    /// can be among them, since a call to such people only fails as a whole (81013): see
    /// [`invalid_users`](Self::invalid_users).
    pub fn failed(&self) -> Option<To> {
        self.failed_if(|error| !error.may_have_been_delivered())
    }

    /// Everybody whose call failed on the way, so that they [may have got](Error::may_have_been_delivered) the message or
    /// not; `None` where there is nobody.
    ///
    /// Broadcast to them again where twice is better than not at all.
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

    /// All members who do not exist or are outside the application's visible range, in lower case.
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

    /// All members without a base-interface licence. Departments of several calls can bring up the same one twice.
    pub fn unlicensed_users(&self) -> Vec<String> {
        self.ids(|receipt| receipt.unlicensed_users)
    }

    /// Also of failed calls: 81013 comes with these lists.
    fn ids<T>(&self, of: fn(Receipt) -> Vec<T>) -> Vec<T> {
        let receipts = self.batches.iter().filter_map(|batch| match &batch.outcome {
            Ok(receipt) => Some(receipt.clone()),
            Err(error) => error.api().and_then(ApiError::receipt),
        });
        receipts.flat_map(of).collect()
    }
}

//! Sending one message to more recipients than fit into one call.

use super::to::To;
use crate::api::app::{App, Receipt};
use crate::client::Client;
use crate::error::api_error::ApiError;
use crate::error::error_code::ErrorClass;
use crate::error::{Error, GETTOKEN};
use crate::message::Message;

impl Client {
    /// Sends one message to any number of members, departments and tags, in as many calls as needed.
    ///
    /// One call takes 1000 members, 100 departments and 100 tags. If all recipients fit, there is one call, as with
    /// [`send`](Self::send). Repeated ids count once; the case of user ids does not matter. Calls are made one after the
    /// other, each within the client's [`timeout`](crate::ClientBuilder::timeout), and a failed call does not stop the
    /// others: [`Broadcast`] has the outcome of each, and the recipients to send to again.
    ///
    /// # Who gets it twice
    ///
    /// Within one call, WeCom delivers the message once to each member, no matter how many of the departments and tags they
    /// are in. Between calls it does not compare, and the client does not know the members of departments and tags. If
    /// several calls are needed, user ids go into calls of their own, and up to 100 departments and 100 tags share a call.
    /// So a member gets the message
    ///
    /// - twice, if both their user id and one of their departments or tags is given;
    /// - once per call, if they are in departments or tags of several calls, which takes more than 100 of either.
    ///
    /// To avoid that, give user ids only, or one department or tag that contains the others.
    ///
    /// # Errors
    ///
    /// An invalid message is reported once, before anything is sent; that is then the only batch. Invalid ids fail their
    /// own batch. If WeCom refuses the corp secret, the remaining batches fail with the same error and are not tried, because
    /// WeCom blocks an address that asks again and again.
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
        let duplicate_checked = self.session.duplicate_checked::<App, M>(message);
        let message = duplicate_checked.as_ref().unwrap_or(message);
        let checked = self.session.check_message::<App, M>(message, &|report| {
            message.check(report);
            message.check_to(&to, report);
        });
        if let Err(invalid) = checked {
            return Broadcast { batches: vec![Batch { to, outcome: Err(invalid) }] };
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

/// Whether WeCom refused the credentials, as it would for every batch.
fn refuses_every_call(error: &Error) -> bool {
    let passes = |api: &ApiError| matches!(api.class(), ErrorClass::Retry | ErrorClass::Rate);
    error.endpoint() == Some(GETTOKEN) && error.api().is_some_and(|api| !passes(api))
}

/// The outcome of a [broadcast](Client::broadcast): of every call, and of all together.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[must_use = "failed calls are reported here only"]
pub struct Broadcast {
    /// The calls in the order they were made: user ids first, then departments and tags.
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

impl Broadcast {
    /// Whether WeCom accepted the message for every recipient; see [`Receipt::reached_everyone`].
    pub fn reached_everyone(&self) -> bool {
        self.batches.iter().all(|batch| batch.outcome.as_ref().is_ok_and(Receipt::reached_everyone))
    }

    /// The receipts of the successful calls. Each can be [recalled](Client::recall).
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

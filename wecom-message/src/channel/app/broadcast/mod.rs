//! Sending one message to more recipients than fit into one call.

mod batches;
mod calls;
mod journal;
pub(crate) mod outcome;
pub(crate) mod progress;

use std::fmt;
use std::path::PathBuf;

use self::calls::Calls;
use self::journal::Journal;
use self::outcome::BroadcastOutcome;
use self::progress::BroadcastProgress;
use super::to::To;
use crate::api::app::App;
use crate::client::Client;
use crate::message::Message;

impl Client {
    /// Sends one message to any number of members, departments and tags, in as many calls as needed. Nothing is sent before
    /// [`send`](Broadcast::send).
    ///
    /// One call takes 1000 members, 100 departments and 100 tags. If all recipients fit, there is one call, as with
    /// [`send`](Self::send). Repeated ids count once; the case of user ids does not matter. Each call has the client's
    /// [`timeout`](crate::ClientBuilder::timeout), retries and [`Pacing`](crate::Pacing), and a failed call does not stop the
    /// others: [`BroadcastOutcome`] has the outcome of each, and the recipients to send to again.
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
    /// ```no_run
    /// use wecom_message::app::Text;
    /// use wecom_message::{Client, To};
    ///
    /// # let (client, everybody_on_call) = (Client::new("corp id", "secret", 1000002)?, vec![String::new()]);
    /// let message = Text::new("the data centre is down");
    /// let outcome = client.broadcast(To::users(everybody_on_call).and_party(2), &message).send();
    /// for error in outcome.errors() {
    ///     eprintln!("{error}");
    /// }
    /// eprintln!("unknown here: {:?}", outcome.invalid_users());
    /// if let Some(again) = outcome.failed() {
    ///     let _ = client.broadcast(again, &message).send();
    /// }
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    pub fn broadcast<'a, M: Message<App>>(&'a self, to: impl Into<To>, message: &'a M) -> Broadcast<'a, M> {
        Broadcast { client: self, to: to.into(), message, parallel: 1, journal: None, on_progress: Box::new(|_| {}) }
    }
}

/// A message on its way to many recipients. [`Client::broadcast`] makes one.
#[must_use = "a broadcast sends nothing before `send`"]
pub struct Broadcast<'a, M> {
    client: &'a Client,
    to: To,
    message: &'a M,
    parallel: usize,
    journal: Option<PathBuf>,
    on_progress: Box<dyn FnMut(BroadcastProgress) + 'a>,
}

impl<'a, M: Message<App> + Sync> Broadcast<'a, M> {
    /// Makes up to so many calls at once, each on a thread of its own; 1 by default, on the calling thread.
    ///
    /// WeCom limits how many calls it takes at once (45033) and a minute (45009); 8 is a good start. More calls than the 64
    /// connections that a client keeps cost a new connection each.
    pub fn parallel(mut self, calls: usize) -> Self {
        self.parallel = calls.max(1);
        self
    }

    /// Calls this after each call, on the thread that called [`send`](Self::send).
    ///
    /// ```no_run
    /// # use wecom_message::{Client, To, app::Text};
    /// # fn all_staff() -> To { To::everyone() }
    /// # let client = Client::from_env()?;
    /// let message = Text::new("The office is closed today.");
    /// let broadcast = client.broadcast(all_staff(), &message).parallel(8);
    /// let outcome = broadcast.on_progress(|at| eprintln!("{} of {}, {} failed", at.done, at.total, at.failed)).send();
    /// # let _ = outcome;
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    pub fn on_progress(mut self, progress: impl FnMut(BroadcastProgress) + 'a) -> Self {
        self.on_progress = Box::new(progress);
        self
    }

    /// Records each call in this file, before and after it, so that a program that crashed can go on.
    ///
    /// Make the same broadcast with the same file again: to the same recipients, with the same message, as the same
    /// application. Then
    ///
    /// - calls that succeeded are not made again; their receipts come from the file, without `response_code` and warnings;
    /// - calls that certainly delivered nothing are made again;
    /// - calls during which the program ended, and those with an unknown outcome, are not made again: they fail with
    ///   [`may_have_been_delivered`](crate::Error::may_have_been_delivered), and
    ///   [`maybe_delivered`](BroadcastOutcome::maybe_delivered) has their recipients.
    ///
    /// The file is created if it does not exist, and is not removed. It has message ids, and the recipients that a receipt
    /// names, but neither the message nor the other recipients. Only one program can use it at a time.
    ///
    /// A file that cannot be used fails the broadcast like an invalid message, with [`is_io`](crate::Error::is_io): one of another
    /// broadcast, one in use, or one that cannot be written.
    pub fn journal(mut self, file: impl Into<PathBuf>) -> Self {
        self.journal = Some(file.into());
        self
    }

    /// Makes the calls. Returns when the last one has ended.
    ///
    /// # Errors
    ///
    /// An invalid message is reported once, before anything is sent; that is then the only batch. Invalid ids fail their
    /// own batch. If WeCom refuses the corp secret, the remaining batches fail with the same error and are not tried, because
    /// WeCom blocks an address that asks again and again.
    pub fn send(self) -> BroadcastOutcome {
        let Self { client, to, message, parallel, journal, mut on_progress } = self;
        let duplicate_checked = client.session.duplicate_checked::<App, M>(message);
        let message = duplicate_checked.as_ref().unwrap_or(message);
        let checked = client.session.check_message::<App, M>(message, &|report| {
            message.check(report);
            message.check_to(&to, report);
        });
        if let Err(invalid) = checked {
            return BroadcastOutcome::of_none(to, invalid);
        }
        let batches = to.clone().batches();
        let journal = match journal.map(|file| Journal::open(&file, client, message, &batches)).transpose() {
            Ok(journal) => journal,
            Err(unusable) => return BroadcastOutcome::of_none(to, unusable),
        };
        let outcomes = Calls::new(client, message, &batches, journal).make(parallel, &mut *on_progress);
        BroadcastOutcome::new(batches, outcomes)
    }
}

impl<M> fmt::Debug for Broadcast<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Broadcast")
            .field("client", &self.client)
            .field("to", &self.to)
            .field("parallel", &self.parallel)
            .field("journal", &self.journal)
            .finish_non_exhaustive()
    }
}

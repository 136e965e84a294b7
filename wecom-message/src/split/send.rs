//! Sending a divided text.

use std::error::Error as StdError;
use std::fmt;

use super::Split;
use crate::app::{App, Receipt, To};
use crate::message::Message;
use crate::{Client, Error};

impl Client {
    /// Sends a message whose text may be longer than one message can hold: [divided](Split::split), in order, one part
    /// after the other.
    ///
    /// Each part counts as a message of its own; WeCom drops without an error what goes beyond 30 messages a minute to one
    /// member.
    ///
    /// # Errors
    ///
    /// It stops at the first part that fails, so that nobody reads a text with a hole in it; the error says which parts
    /// went out and has the others. What the check refuses is refused with the first part, before anything is sent.
    ///
    /// ```no_run
    /// use wecom_message::app::Text;
    /// use wecom_message::{Client, To};
    ///
    /// # let (client, log) = (Client::new("corp id", "secret", 1000002), String::new());
    /// match client.send_in_parts(To::user("lisi"), Text::new(log)) {
    ///     Ok(receipts) => println!("{} messages", receipts.len()),
    ///     Err(failed) if !failed.error.may_have_been_delivered() => {
    ///         println!("{failed}; once more from there");
    ///         for part in failed.unsent {
    ///             client.send(To::user("lisi"), &part)?;
    ///         }
    ///     }
    ///     Err(failed) => println!("{failed}; whether part {} arrived is not known", failed.sent.len() + 1),
    /// }
    /// # Ok::<(), wecom_message::Error>(())
    /// ```
    pub fn send_in_parts<M: Message<App> + Split>(
        &self,
        to: impl Into<To>,
        message: M,
    ) -> Result<Vec<Receipt>, SplitError<M>> {
        let to = to.into();
        let mut sent = Vec::new();
        let mut parts = message.split().into_iter();
        while let Some(part) = parts.next() {
            match self.send(to.clone(), &part) {
                Ok(receipt) => sent.push(receipt),
                Err(error) => {
                    let unsent = std::iter::once(part).chain(parts).collect();
                    return Err(SplitError { sent, unsent, error });
                }
            }
        }
        Ok(sent)
    }
}

/// A part of a message could not be sent; the parts before it were, those after it were not tried.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SplitError<M> {
    /// The receipts of the parts that went out, in order.
    pub sent: Vec<Receipt>,
    /// The part that failed and those after it, in order.
    ///
    /// The first of them [may have been delivered](Error::may_have_been_delivered) where the error says so.
    pub unsent: Vec<M>,
    /// What happened.
    pub error: Error,
}

impl<M> fmt::Display for SplitError<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = self.sent.len();
        write!(f, "part {} of {}: {}", sent + 1, sent + self.unsent.len(), self.error)
    }
}

impl<M: fmt::Debug> StdError for SplitError<M> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

//! Sending a long text in parts.

use std::error::Error as StdError;
use std::fmt;

use crate::error::Error;
use crate::message::split::Split;

/// Sends a message in [parts](Split::split), one after the other, up to the first that fails.
///
/// Clients, robots and handles have a method `send_in_parts`. Use this function to send the parts in another way.
///
/// # Errors
///
/// The first error of `send_one`, with the receipts of the parts before it and the parts that were not sent.
///
/// ```no_run
/// use wecom_message::split::send_in_parts;
/// use wecom_message::app::Text;
/// use wecom_message::{Client, To};
///
/// # let (client, log) = (Client::new("corp id", "secret", 1000002)?, String::new());
/// let receipts = send_in_parts(&Text::new(log), |part| {
///     println!("{} bytes", part.content.len());
///     client.send(To::user("lisi"), part)
/// })?;
/// println!("{} messages", receipts.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn send_in_parts<M: Split, R>(
    message: &M,
    mut send_one: impl FnMut(&M) -> Result<R, Error>,
) -> Result<Vec<R>, SplitError<M, R>> {
    let mut sent = Vec::new();
    let mut parts = message.split().into_iter();
    while let Some(part) = parts.next() {
        match send_one(&part) {
            Ok(receipt) => sent.push(receipt),
            Err(error) => {
                let unsent = std::iter::once(part).chain(parts).collect();
                return Err(SplitError { sent, unsent, error });
            }
        }
    }
    Ok(sent)
}

/// A part of a message could not be sent. The parts before it were sent; the parts after it were not tried.
///
/// ```no_run
/// use wecom_message::app::Text;
/// use wecom_message::{Client, To};
///
/// # let (client, log) = (Client::new("corp id", "secret", 1000002)?, String::new());
/// match client.send_in_parts(To::user("lisi"), &Text::new(log)) {
///     Ok(receipts) => println!("{} messages", receipts.len()),
///     Err(failed) if !failed.error.may_have_been_delivered() => {
///         println!("{failed}; trying again from there");
///         for part in failed.unsent {
///             let _ = client.send(To::user("lisi"), &part)?;
///         }
///     }
///     Err(failed) => println!("{failed}; whether part {} arrived is not known", failed.sent.len() + 1),
/// }
/// # Ok::<(), wecom_message::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SplitError<M, R> {
    /// The receipts of the parts that were sent, in order.
    pub sent: Vec<R>,
    /// The part that failed and those after it, in order.
    ///
    /// The first of them [may have been delivered](Error::may_have_been_delivered) if the error says so.
    pub unsent: Vec<M>,
    /// The error of the part that failed.
    pub error: Error,
}

impl<M, R> fmt::Display for SplitError<M, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sent = self.sent.len();
        write!(f, "part {} of {}: {}", sent + 1, sent + self.unsent.len(), self.error)
    }
}

impl<M: fmt::Debug, R: fmt::Debug> StdError for SplitError<M, R> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

//! Answers to a message.

use super::origin::Origin;
use super::stream_writer::StreamWriter;
use crate::aibot::shared::body;
use crate::api::aibot::{LongConnection, Receipt, StreamReply};
use crate::error::Error;
use crate::message::fields::Joined;
use crate::message::{Call as _, Message};

/// Answers a message of a member in its chat, as often as needed, for 24 hours (846604 later). It can be cloned and sent to other threads.
///
/// The answers to one message leave one after the other, since their acks cannot be told apart.
#[derive(Clone, Debug)]
pub struct Reply {
    origin: Origin,
}

impl Reply {
    pub(super) fn new(origin: Origin) -> Self {
        Self { origin }
    }

    /// Answers with a message: Markdown, a card, a file, a picture, a recording or a video.
    ///
    /// # Errors
    ///
    /// As for [`Aibot::deliver`](crate::Aibot::deliver).
    pub fn send<M: Message<LongConnection>>(&self, message: &M) -> Result<Receipt, Error> {
        let shared = &self.origin.shared;
        let warnings = shared.check(&|report| message.check(report))?;
        let body = body(&Joined::new(&(), &(), message))?;
        let passed = shared.paced(StreamReply::PATH, &self.origin.chat)?;
        let outcome = shared.push(StreamReply::PATH, &self.origin.req_id, &body, warnings);
        shared.count(passed, &outcome);
        outcome
    }

    /// Answers with a text that grows while it is written.
    ///
    /// ```no_run
    /// # fn answer(reply: wecom_message::aibot::Reply) -> Result<(), wecom_message::Error> {
    /// let mut stream = reply.stream();
    /// for word in ["Looking ", "it ", "up"] {
    ///     stream.push(word)?;
    /// }
    /// stream.finish()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn stream(&self) -> StreamWriter {
        StreamWriter::new(self.origin.clone())
    }
}

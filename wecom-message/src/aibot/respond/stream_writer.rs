//! A text that grows.

use std::fmt;
use std::mem;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use super::origin::Origin;
use crate::aibot::exchange::{Failure, Outcome, StreamFrame};
use crate::aibot::shared::body;
use crate::api::aibot::{Feedback, Stream, StreamReply};
use crate::error::Error;
use crate::http::failure::{Failure as Cause, Phase, TransportError};
use crate::message::Call;
use crate::message::check::report::Check as _;
use crate::message::check::strictness::Strictness;
use crate::message::check::violation::{Consequence, Problem, Violation};
use crate::sending::pace::Passed;

/// WeCom ends a stream so long after its first frame.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// WeCom's answer to a frame of a stream that was ended.
const ANSWERED: i32 = 846_606;

/// What a stream ends with if the program drops it.
const DROPPED: &str = "…";

/// A text that grows in its bubble, from [`Reply::stream`](super::Reply::stream).
///
/// Each frame has the whole text. One frame is under way at a time; what is written in the meantime goes with the next one, so
/// a program may write faster than WeCom acknowledges. If the connection breaks, the stream goes on over the next one.
///
/// End it with [`finish`](Self::finish): until then, the bubble shows that more is to come. A stream that is dropped ends
/// with `…`.
#[must_use = "a stream is shown once it is written to"]
pub struct StreamWriter {
    origin: Origin,
    id: Arc<str>,
    text: String,
    feedback: Option<Feedback>,
    started: Option<Instant>,
    is_finished: bool,
    failure: Failure,
}

impl StreamWriter {
    pub(super) fn new(origin: Origin) -> Self {
        let id = origin.shared.request_id("stream");
        let failure = Failure::default();
        Self { origin, id, text: String::new(), feedback: None, started: None, is_finished: false, failure }
    }

    /// Asks the reader to rate the text; the event `feedback_event` returns the id. Before the first piece only.
    pub fn feedback(mut self, id: impl Into<String>) -> Self {
        self.feedback = Some(Feedback::new(id));
        self
    }

    /// Adds to the text and shows it. Does not wait for WeCom.
    ///
    /// # Errors
    ///
    /// [`is_invalid`](Error::is_invalid) if the text becomes longer than 20,480 bytes (the piece is not added), or the stream
    /// is older than ten minutes; then [`finish`](Self::finish) has no effect, and the rest goes with a message. WeCom's
    /// error if it refused an earlier frame, or that of a connection that has closed for good.
    pub fn push(&mut self, piece: impl AsRef<str>) -> Result<(), Error> {
        let before = self.text.len();
        self.text.push_str(piece.as_ref());
        self.show().inspect_err(|_| self.text.truncate(before))
    }

    /// Replaces the whole text and shows it. Does not wait for WeCom.
    ///
    /// # Errors
    ///
    /// As for [`push`](Self::push).
    pub fn set(&mut self, text: impl Into<String>) -> Result<(), Error> {
        let before = mem::replace(&mut self.text, text.into());
        self.show().inspect_err(|_| self.text = before)
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Ends the stream with the text so far, and waits for WeCom. WeCom ignores an end without any text, so that of an empty
    /// stream is `…`.
    ///
    /// # Errors
    ///
    /// As for [`push`](Self::push). If it [may have been delivered](Error::may_have_been_delivered), the text is shown,
    /// at least as far as earlier frames had it.
    pub fn finish(mut self) -> Result<(), Error> {
        self.is_finished = true;
        self.fail_if_failed()?;
        if !self.text.contains(is_visible) {
            DROPPED.clone_into(&mut self.text);
        }
        let body = self.body(true)?;
        let passed = self.first_passes()?;
        let (shared, frame) = (&self.origin.shared, StreamFrame { id: Arc::clone(&self.id), closes: true });
        let outcome = shared.ask(StreamReply::PATH, &self.origin.req_id, &body, Some(frame), shared.settings.timeout);
        shared.count(passed, &outcome);
        match outcome?.into_reply::<<StreamReply as Call>::Reply>(StreamReply::PATH, shared.secrets()) {
            // The frame was sent again over another connection, and WeCom had taken it before.
            Err(error) if error.errcode().is_some_and(|code| code.value() == ANSWERED) => Ok(()),
            ended => ended.map(drop),
        }
    }

    fn show(&mut self) -> Result<(), Error> {
        self.fail_if_failed()?;
        let body = self.body(false)?;
        let passed = self.first_passes()?;
        let (shared, frame) = (&self.origin.shared, StreamFrame { id: Arc::clone(&self.id), closes: false });
        let failure = Arc::clone(&self.failure);
        let outcome = shared.stream(StreamReply::PATH, &self.origin.req_id, &body, frame, failure);
        shared.count(passed, &outcome);
        outcome?;
        self.started.get_or_insert_with(Instant::now);
        Ok(())
    }

    /// A stream counts as one message.
    fn first_passes(&self) -> Result<Option<Passed<'_>>, Error> {
        if self.started.is_some() {
            return Ok(None);
        }
        self.origin.shared.paced(StreamReply::PATH, &self.origin.chat)
    }

    /// Fails if an earlier frame did, or the time is over.
    fn fail_if_failed(&mut self) -> Result<(), Error> {
        let failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(outcome) = failure {
            self.is_finished = true;
            return Err(match outcome {
                Outcome::Acked(ack) => ack.into_error(StreamReply::PATH, self.origin.shared.secrets()),
                Outcome::Closed(error) => error,
                Outcome::Unknown => {
                    let unknown = TransportError::plain(Phase::MaybeDelivered, Cause::Closed);
                    Error::transport(StreamReply::PATH, unknown)
                }
            });
        }
        if self.started.is_some_and(|started| started.elapsed() >= LONGEST) {
            self.is_finished = true;
            return Err(Error::invalid(vec![Violation {
                path: "stream".to_owned(),
                problem: Problem::Other("it began ten minutes ago, and WeCom has ended it".to_owned()),
                consequence: Consequence::Refused,
                errcode: Some(846_608),
            }]));
        }
        Ok(())
    }

    /// Checked more strictly than messages: what WeCom does with a text that is too long is not documented.
    fn body(&self, finish: bool) -> Result<Vec<u8>, Error> {
        let mut stream = Stream::new(&*self.id, self.text.as_str()).finish(finish);
        if self.started.is_none() {
            stream.feedback.clone_from(&self.feedback);
        }
        let reply = StreamReply::new(stream);
        let shared = &self.origin.shared;
        let strictness = match shared.settings.strictness {
            Strictness::Off => Strictness::Off,
            _ => Strictness::Strict,
        };
        strictness.enforce(&|report| reply.check(report)).map_err(Error::invalid)?;
        body(&reply)
    }
}

fn is_visible(character: char) -> bool {
    const ZERO_WIDTH: [char; 5] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];
    !(character.is_whitespace() || character.is_control() || ZERO_WIDTH.contains(&character))
}

/// Ends the bubble, without waiting.
impl Drop for StreamWriter {
    fn drop(&mut self) {
        if self.is_finished || self.started.is_none() || self.fail_if_failed().is_err() {
            return;
        }
        let before = self.text.len();
        self.text.push_str(DROPPED);
        let body = self.body(true).or_else(|_| {
            self.text.truncate(before);
            self.body(true)
        });
        if let Ok(body) = body {
            let frame = StreamFrame { id: Arc::clone(&self.id), closes: true };
            let failure = Arc::clone(&self.failure);
            // There is nobody to tell.
            drop(self.origin.shared.stream(StreamReply::PATH, &self.origin.req_id, &body, frame, failure));
        }
    }
}

impl fmt::Debug for StreamWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter").field("id", &self.id).field("length", &self.text.len()).finish_non_exhaustive()
    }
}

//! The record of a callback.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

/// A callback and the program's answer to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Called {
    /// Counted from one.
    pub number: u64,
    /// The time since the sandbox started.
    pub at: Duration,
    /// The event, the type of the message, or `url_verification`.
    pub event: String,
    /// The member whose action it was.
    pub member: String,
    /// The text before it was encrypted: an XML document, or the text to repeat.
    pub text: String,
    /// The attempts to deliver it; the last one decides.
    pub attempts: Vec<Attempt>,
    /// The passive reply, decrypted: the elements of its XML.
    pub reply: Option<Value>,
    /// What is wrong with the answer.
    pub problem: Option<String>,
}

/// One attempt to deliver a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took.
    pub took: Duration,
}

/// How an attempt ended. Everything but 200 leads to another attempt, up to three in all.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// An answer with this HTTP status.
    Answered(u16),
    /// No answer in time.
    TimedOut,
    /// No connection, or one that broke.
    Failed(String),
}

impl Called {
    /// Whether the program took the callback: it answered an attempt with status 200, and nothing was wrong with the
    /// answer.
    pub fn was_taken(&self) -> bool {
        let answered = self.attempts.last().is_some_and(|attempt| attempt.outcome == Outcome::Answered(200));
        answered && self.problem.is_none()
    }

    /// The JSON that `GET /sandbox/callbacks` shows.
    pub fn to_json(&self) -> Value {
        let milliseconds = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let attempt =
            |attempt: &Attempt| json!({"outcome": attempt.outcome.to_string(), "took_ms": milliseconds(attempt.took)});
        json!({
            "number": self.number,
            "at_ms": milliseconds(self.at),
            "event": self.event,
            "member": self.member,
            "text": self.text,
            "attempts": self.attempts.iter().map(attempt).collect::<Vec<_>>(),
            "taken": self.was_taken(),
            "reply": self.reply,
            "problem": self.problem,
        })
    }
}

/// One line for a log.
impl fmt::Display for Called {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "callback #{} {}", self.number, self.event)?;
        if !self.member.is_empty() {
            write!(f, " of {}", self.member.escape_debug())?;
        }
        for attempt in &self.attempts {
            write!(f, " -> {} after {} ms", attempt.outcome, attempt.took.as_millis())?;
        }
        if let Some(reply) = self.reply.as_ref().and_then(|reply| reply.get("MsgType")?.as_str()) {
            write!(f, ", replied {}", reply.escape_debug())?;
        }
        self.problem.as_ref().map_or(Ok(()), |problem| write!(f, "; {problem}"))
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(status) => status.fmt(f),
            Self::TimedOut => f.write_str("no answer in time"),
            Self::Failed(reason) => f.write_str(reason),
        }
    }
}

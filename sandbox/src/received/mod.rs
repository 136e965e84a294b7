//! The record of a request.

mod delivery;

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};
use wecom_schema::judge::Verdict;

pub use self::delivery::Delivery;
use crate::reply::Reply;

/// A request and its outcome, without secrets and tokens.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// Counted from one.
    pub number: u64,
    /// The time since the sandbox started.
    pub at: Duration,
    /// `GET`, `POST`; `FRAME` if it came over the long connection of a smart bot.
    pub method: String,
    /// The path, without the query, which carries secrets; the command of a frame.
    pub path: String,
    /// The application whose token came with the request.
    pub agent_id: Option<i64>,
    /// The robot whose key came with the request, counted from one.
    pub robot: Option<usize>,
    /// The smart bot whose connection or `response_url` it came by, counted from one.
    pub aibot: Option<usize>,
    /// The body if it is JSON, with the values of sensitive members replaced by `***`. For an upload, its `filename`,
    /// `content_type` and `length`; for an operation by `GET`, the query without the token.
    pub body: Option<Value>,
    /// The answer's HTTP status; for a frame 101, with which the connection began.
    pub status: u16,
    /// The answer's `errcode`.
    pub errcode: Option<i32>,
    /// The answer if it is JSON, with tokens and codes replaced by `***`.
    pub answer: Option<Value>,
    /// The recipients, if a message was delivered.
    pub delivery: Option<Delivery>,
    /// The rules and limits that the body breaks, in words, including those that WeCom does not enforce.
    pub findings: Vec<String>,
    /// Paths of members that are not described; WeCom ignores them.
    pub unknown_members: Vec<String>,
    /// Whether the body is JSON only to WeCom, which warns of it in `errmsg`.
    pub(crate) has_wrong_json: bool,
}

impl Received {
    /// Records what is wrong with a body. An error if WeCom would refuse it.
    pub(crate) fn judge(&mut self, verdict: Verdict) -> Result<(), Reply> {
        let refused = verdict.first_errcode().map(Reply::error);
        let reason = verdict.first_reason();
        self.findings.extend(verdict.mismatches.iter().map(ToString::to_string));
        self.findings.extend(verdict.findings.iter().map(ToString::to_string));
        self.findings.extend(verdict.ignored.iter().map(ToString::to_string));
        self.findings.extend(verdict.straightened.iter().map(ToString::to_string));
        self.unknown_members = verdict.unknown_members;
        match refused {
            Some(reply) => Err(reply.because(reason.unwrap_or_default())),
            None => Ok(()),
        }
    }

    /// Whether a message was delivered.
    pub fn delivered(&self) -> bool {
        self.delivery.is_some()
    }

    /// The JSON that `GET /sandbox/received` shows.
    pub fn to_json(&self) -> Value {
        json!({
            "number": self.number,
            "at_ms": u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX),
            "method": self.method,
            "path": self.path,
            "agentid": self.agent_id,
            "robot": self.robot,
            "aibot": self.aibot,
            "body": self.body,
            "status": self.status,
            "errcode": self.errcode,
            "answer": self.answer,
            "delivered": self.delivered(),
            "to": self.delivery.as_ref().map(Delivery::to_json),
            "findings": self.findings,
            "unknown_members": self.unknown_members,
        })
    }
}

/// One line for a log.
impl fmt::Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{} {} {}", self.number, self.method, self.path.escape_debug())?;
        if let Some(msgtype) = self.body.as_ref().and_then(|body| body.get("msgtype")?.as_str()) {
            write!(f, " {}", msgtype.escape_debug())?;
        }
        match self.errcode {
            Some(errcode) => write!(f, " -> {} errcode {errcode}", self.status)?,
            None => write!(f, " -> {}", self.status)?,
        }
        match &self.delivery {
            Some(to) if to.is_empty() => f.write_str(", delivered")?,
            Some(to) => write!(f, ", delivered to {}", to.to_string().escape_debug())?,
            None => {}
        }
        for finding in &self.findings {
            write!(f, "; {finding}")?;
        }
        for path in &self.unknown_members {
            write!(f, "; {}: not described, ignored", path.escape_debug())?;
        }
        Ok(())
    }
}

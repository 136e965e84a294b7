//! What the sandbox got, as it is shown.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};

/// Whom something was delivered to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivery {
    /// To everyone in the application's visible range.
    pub everyone: bool,
    /// Members, as they were written.
    pub users: Vec<String>,
    /// Departments.
    pub parties: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
}

impl Delivery {
    pub(crate) fn is_empty(&self) -> bool {
        !self.everyone && self.users.is_empty() && self.parties.is_empty() && self.tags.is_empty()
    }
}

/// A request and what became of it, without secrets and tokens.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Received {
    /// Counted from one.
    pub number: u64,
    /// How long after the sandbox's start.
    pub at: Duration,
    /// `GET`, `POST`.
    pub method: String,
    /// The path, without the query: that carries secrets.
    pub path: String,
    /// The application whose token came with the request.
    pub agent_id: Option<i64>,
    /// The body, where it is JSON; members that the descriptions call sensitive are blotted out. Of an upload `filename`,
    /// `content_type` and `length`.
    pub body: Option<Value>,
    /// The answer's HTTP status.
    pub status: u16,
    /// The answer's `errcode`.
    pub errcode: Option<i32>,
    /// Whom the message went to; `None` where nothing was delivered.
    pub delivery: Option<Delivery>,
    /// The rules that the body breaks, in words, whether WeCom minds or not.
    pub findings: Vec<String>,
    /// Members that are no part of such a body; WeCom passes over them.
    pub foreign: Vec<String>,
}

impl Received {
    /// Whether the message was delivered.
    pub fn delivered(&self) -> bool {
        self.delivery.is_some()
    }

    /// As `GET /sandbox/received` shows it.
    pub fn to_json(&self) -> Value {
        let to = self
            .delivery
            .as_ref()
            .map(|to| json!({ "everyone": to.everyone, "users": to.users, "parties": to.parties, "tags": to.tags }));
        json!({
            "number": self.number,
            "at_ms": u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX),
            "method": self.method,
            "path": self.path,
            "agentid": self.agent_id,
            "body": self.body,
            "status": self.status,
            "errcode": self.errcode,
            "delivered": self.delivered(),
            "to": to,
            "findings": self.findings,
            "foreign": self.foreign,
        })
    }
}

/// One line of a log.
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
        if let Some(to) = &self.delivery {
            let everyone = if to.everyone { ["@all"].as_slice() } else { &[] };
            let named = [&to.users, &to.parties, &to.tags].into_iter().flatten().map(String::as_str);
            let to: Vec<&str> = everyone.iter().copied().chain(named).collect();
            write!(f, ", delivered to {}", to.join("|").escape_debug())?;
        }
        for finding in &self.findings {
            write!(f, "; {finding}")?;
        }
        for path in &self.foreign {
            write!(f, "; {}: not described, passed over", path.escape_debug())?;
        }
        Ok(())
    }
}

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
    /// Members, as they were written; of a group chat its members.
    pub users: Vec<String>,
    /// Departments, and the classes of a school.
    pub parties: Vec<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Group chats of an application.
    pub chats: Vec<String>,
    /// Parents.
    pub parents: Vec<String>,
    /// Students whose parents it went to.
    pub parents_of: Vec<String>,
    /// Students, themselves.
    pub students: Vec<String>,
    /// Customers.
    pub customers: Vec<String>,
    /// The robot, counted from one, whose group it went to.
    pub robot: Option<usize>,
}

impl Delivery {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn to_json(&self) -> Value {
        json!({
            "everyone": self.everyone,
            "users": self.users,
            "parties": self.parties,
            "tags": self.tags,
            "chats": self.chats,
            "parents": self.parents,
            "parents_of": self.parents_of,
            "students": self.students,
            "customers": self.customers,
            "robot": self.robot,
        })
    }
}

/// The ids, whatever they are of: `lisi|wangwu`.
impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let everyone = self.everyone.then(|| "@all".to_owned());
        let group = self.robot.map(|robot| format!("the group of robot {robot}"));
        let parents_of = self.parents_of.iter().map(|student| format!("parents of {student}"));
        let people = [&self.users, &self.parties, &self.tags, &self.chats, &self.parents];
        let others = [&self.students, &self.customers];
        let to = everyone.into_iter().chain(people.into_iter().flatten().cloned());
        let to = to.chain(parents_of).chain(others.into_iter().flatten().cloned()).chain(group);
        f.write_str(&to.collect::<Vec<_>>().join("|"))
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
    /// The robot, counted from one, whose key came with the request.
    pub robot: Option<usize>,
    /// The body, where it is JSON; members that the descriptions call sensitive are blotted out. Of an upload `filename`,
    /// `content_type` and `length`; of an operation by `GET` the query without the token.
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
        json!({
            "number": self.number,
            "at_ms": u64::try_from(self.at.as_millis()).unwrap_or(u64::MAX),
            "method": self.method,
            "path": self.path,
            "agentid": self.agent_id,
            "robot": self.robot,
            "body": self.body,
            "status": self.status,
            "errcode": self.errcode,
            "delivered": self.delivered(),
            "to": self.delivery.as_ref().map(Delivery::to_json),
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
        match &self.delivery {
            Some(to) if to.is_empty() => f.write_str(", delivered")?,
            Some(to) => write!(f, ", delivered to {}", to.to_string().escape_debug())?,
            None => {}
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

//! What the runtime knows about messages: how they are written, checked and answered, never which ones there are.

pub(crate) mod check;
pub(crate) mod duplicate_check;
pub(crate) mod fields;
pub(crate) mod one_time_code;
pub(crate) mod passive_reply;
pub(crate) mod query;
pub(crate) mod raw;
pub(crate) mod read;
pub(crate) mod split;
pub(crate) mod with_extra;

use std::time::Duration;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use self::check::report::{Check, Report};
use self::check::violation::Violation;
use self::fields::{Fields, Object};
use self::read::reader::FromMembers;

/// An endpoint that pushes messages by msgtype.
pub trait Channel {
    /// The endpoint below the base URL: `cgi-bin/message/send`.
    const PATH: &'static str;
    /// Whom a message of this channel can go to.
    type To: Fields + Check;
    /// Which application sends, as it is written beside the message.
    type Sender: Fields;
    /// What WeCom answers.
    type Receipt: Acknowledgement;

    /// The ids of the members that are named one by one; for [`Pacing`](crate::Pacing), which counts for each of them. By
    /// default nobody is counted.
    fn members(to: &Self::To) -> Vec<&str> {
        let _ = to;
        Vec::new()
    }
}

/// A message of a channel, at its own level: `{"msgtype":"text","text":{…},"safe":1}`.
///
/// Implement it for a message type of your own; [`Fields`] writes `msgtype` as well.
pub trait Message<C: Channel>: Fields + Check {
    /// The value of `msgtype`.
    fn msgtype(&self) -> &str;

    /// Checks whether such a message can go to these people; any message can go to anybody, unless its description says
    /// otherwise.
    fn check_to(&self, to: &C::To, report: &mut Report) {
        let _ = (to, report);
    }

    /// For how long WeCom will not deliver the same request a second time; `None`, the default, where it would.
    ///
    /// What is given here lets the client repeat the message where it is not known whether it arrived, so it must be what the
    /// message says on the wire. See [`DuplicateCheck`](crate::DuplicateCheck).
    fn duplicate_check(&self) -> Option<Duration> {
        None
    }

    /// Whether the message itself says whom it goes to; then no recipients need be named.
    fn is_addressed(&self) -> bool {
        false
    }

    /// Whether the sender must be named.
    fn needs_sender(&self) -> bool {
        true
    }
}

/// WeCom's answer to a message that it took: what a channel calls its receipt.
pub trait Acknowledgement: FromMembers {
    /// Adds what was found before sending and did not keep the message from going out.
    fn warn(&mut self, warnings: Vec<Violation>);
}

/// How an operation's request travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// Its members are the query: plain values only, no lists and no objects.
    Get,
    /// Its members are a JSON body.
    #[default]
    Post,
}

/// An operation other than sending: one request, one answer.
pub trait Call: Fields + Check {
    /// The endpoint below the base URL: `cgi-bin/message/recall`.
    const PATH: &'static str;
    /// How the endpoint is asked.
    const METHOD: Method = Method::Post;
    /// What WeCom answers.
    type Reply: FromMembers;
    /// Fills in what the client knows and the caller left out.
    fn supply(&mut self, agent_id: i64);
}

/// An operation whose answer is one page of a list.
pub trait Paged: Call + Clone {
    /// An entry of the list.
    type Item;
    /// Asks for the page of this cursor.
    fn set_cursor(&mut self, cursor: String);
    /// The cursor of the next page; empty on the last one.
    fn next_cursor(reply: &Self::Reply) -> &str;
    /// The entries of the page.
    fn into_items(reply: Self::Reply) -> Vec<Self::Item>;
}

/// Something to be done with a request, whichever it is; see [`operations`](crate::operations).
pub trait Visit {
    /// What comes of it.
    type Output;
    /// Does it.
    fn visit<T: Fields + FromMembers + Check>(self) -> Self::Output;
}

/// An object of its members; for the `Serialize` of generated types.
///
/// # Errors
///
/// Only what the serializer itself reports.
pub fn serialize<S: Serializer>(value: &impl Fields, serializer: S) -> Result<S::Ok, S::Error> {
    Object(value).serialize(serializer)
}

/// Writes `msgtype`, then the object of that name.
///
/// # Errors
///
/// Only what the serializer itself reports.
pub fn write_body<M: SerializeMap>(map: &mut M, msgtype: &'static str, body: &impl Fields) -> Result<(), M::Error> {
    map.serialize_entry("msgtype", msgtype)?;
    map.serialize_entry(msgtype, &Object(body))
}

//! Messages: how they are written, checked and answered. Which ones there are is generated.

pub(crate) mod check;
pub(crate) mod duplicate_check;
pub(crate) mod fields;
pub(crate) mod one_time_code;
pub(crate) mod passive_reply;
pub(crate) mod query;
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

/// An endpoint that sends messages, by msgtype.
pub trait Channel {
    /// The endpoint below the base URL: `cgi-bin/message/send`.
    const PATH: &'static str;
    /// The recipients of a message.
    type To: Fields + Check;
    /// The sending application, as it is written beside the message.
    type Sender: Fields;
    /// WeCom's answer.
    type Receipt: Acknowledgement;

    /// The user ids among the recipients, for [`Pacing`](crate::Pacing), which counts messages to each of them. None by default.
    fn members(to: &Self::To) -> Vec<&str> {
        let _ = to;
        Vec::new()
    }

    /// The group chat among the recipients, for [`Pacing`](crate::Pacing). None by default.
    fn chat(to: &Self::To) -> Option<&str> {
        let _ = to;
        None
    }
}

/// A message of a channel, at its own level: `{"msgtype":"text","text":{…},"safe":1}`.
///
/// Implemented by every described message. A message type of your own needs no implementation: [`Raw`](crate::Raw) takes any
/// `Serialize`. Implement it by hand only to have the message checked before it is sent:
///
/// ```
/// use wecom_message::check::{Check, Report};
/// use wecom_message::fields::{Fields, SerializeMap};
/// use wecom_message::message::{Channel, Message};
///
/// struct Hologram {
///     media_id: String,
/// }
///
/// impl Fields for Hologram {
///     fn fields<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
///         map.serialize_entry("msgtype", "hologram")?;
///         map.serialize_entry("hologram", &serde_json::json!({ "media_id": self.media_id }))
///     }
/// }
///
/// impl Check for Hologram {
///     fn check(&self, report: &mut Report) {
///         report.string("hologram.media_id", &self.media_id).required(Some(41006));
///     }
/// }
///
/// impl<C: Channel> Message<C> for Hologram {
///     fn msgtype(&self) -> &str {
///         "hologram"
///     }
/// }
/// ```
pub trait Message<C: Channel>: Fields + Check {
    /// The value of `msgtype`.
    fn msgtype(&self) -> &str;

    /// Checks whether the message can go to these recipients. By default it can go to all.
    fn check_to(&self, to: &C::To, report: &mut Report) {
        let _ = (to, report);
    }

    /// The time in which WeCom does not deliver the same request twice; `None`, the default, if it does.
    ///
    /// The client relies on it to repeat a message that may have been delivered, so it must be what the message says on the
    /// wire. See [`DuplicateCheck`](crate::DuplicateCheck).
    fn duplicate_check(&self) -> Option<Duration> {
        None
    }

    /// The same message with WeCom's duplicate check on, for [`CallOptions::duplicate_check`](crate::CallOptions::duplicate_check).
    /// `None`, the default, if it has no such option, or says itself whether the check is on.
    fn duplicate_checked(&self, interval: Duration) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = interval;
        None
    }

    /// Whether the message has its own recipients, so that the request needs none.
    fn is_addressed(&self) -> bool {
        false
    }

    /// Whether the request must name the sender.
    fn needs_sender(&self) -> bool {
        true
    }
}

/// WeCom's answer to an accepted message or operation.
pub trait Acknowledgement: FromMembers {
    /// Adds the violations that were found before sending and did not prevent it.
    fn warn(&mut self, warnings: Vec<Violation>);
}

/// Has no place for warnings.
impl Acknowledgement for () {
    fn warn(&mut self, _: Vec<Violation>) {}
}

/// The HTTP method of an operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// The members are the query: plain values only, no lists and no objects.
    Get,
    /// The members are a JSON body.
    #[default]
    Post,
}

/// An operation other than sending: one request, one answer.
pub trait Call: Fields + Check {
    /// The endpoint below the base URL: `cgi-bin/message/recall`.
    const PATH: &'static str;
    /// The HTTP method of the endpoint.
    const METHOD: Method = Method::Post;
    /// WeCom's answer.
    type Reply: Acknowledgement;
    /// Fills in the agent id if the request needs one and has none.
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

/// An action on a request of any type, for `operations::visit`. No public API.
#[doc(hidden)]
pub trait Visit {
    /// The result of the action.
    type Output;
    /// Performs the action on requests of type `T`.
    fn visit<T: Fields + FromMembers + Check>(self) -> Self::Output;
}

/// Serializes a value as an object of its members; for the `Serialize` of generated types.
///
/// # Errors
///
/// Only those of the serializer.
pub fn serialize<S: Serializer>(value: &impl Fields, serializer: S) -> Result<S::Ok, S::Error> {
    Object(value).serialize(serializer)
}

/// Writes `msgtype`, and the object of that name.
///
/// # Errors
///
/// Only those of the serializer.
pub fn write_body<M: SerializeMap>(map: &mut M, msgtype: &'static str, body: &impl Fields) -> Result<(), M::Error> {
    map.serialize_entry("msgtype", msgtype)?;
    map.serialize_entry(msgtype, &Object(body))
}

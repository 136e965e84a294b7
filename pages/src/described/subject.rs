//! The subjects of descriptions.

use wecom_schema::model::{About, Channel, Message, Operation, Page, PassiveReply, Received};

use super::flattening::Flattening;
use super::{Choice, Described, Descriptions, callback, message};
use crate::fact::Member;

/// A message or an operation that is sent, a callback that is received, or a reply to one.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'s> {
    Message(&'s Channel, &'s Message),
    Operation(&'s Channel, &'s Operation),
    Received(&'s Channel, &'s Received),
    Reply(&'s Channel, &'s PassiveReply),
}

impl<'s> Subject<'s> {
    pub(crate) fn channel(&self) -> &'s Channel {
        match self {
            Subject::Message(channel, _)
            | Subject::Operation(channel, _)
            | Subject::Received(channel, _)
            | Subject::Reply(channel, _) => channel,
        }
    }

    /// The name of its file: `app/text`.
    pub(crate) fn name(&self) -> String {
        match self {
            Subject::Message(channel, message) => format!("{}/{}", channel.name, message.msgtype),
            Subject::Operation(channel, operation) => format!("{}/{}", channel.name, operation.name),
            Subject::Received(channel, received) => format!("{}/{}", channel.name, received.name),
            Subject::Reply(channel, reply) => format!("{}/{}", channel.name, reply.name),
        }
    }

    /// The path that it is sent to.
    pub(crate) fn path(&self) -> Option<&'s str> {
        match self {
            Subject::Message(channel, _) => channel.path.as_deref(),
            Subject::Operation(_, operation) => Some(&operation.path),
            Subject::Received(..) | Subject::Reply(..) => None,
        }
    }

    /// Whether it is a request to WeCom.
    pub(crate) fn is_request(&self) -> bool {
        matches!(self, Subject::Message(..) | Subject::Operation(..))
    }

    pub(crate) fn msgtype(&self) -> Option<&'s str> {
        match self {
            Subject::Message(_, message) => Some(&message.msgtype),
            Subject::Reply(_, reply) => Some(&reply.msgtype),
            Subject::Operation(..) | Subject::Received(..) => None,
        }
    }

    fn about(&self) -> Option<&'s About> {
        let id = match self {
            Subject::Message(_, message) => message::object(message),
            Subject::Operation(_, operation) => operation.object,
            Subject::Received(_, received) => received.object,
            Subject::Reply(_, reply) => reply.object,
        };
        self.channel().object(id).map(|object| &object.about)
    }

    pub(crate) fn page(&self) -> Option<&'s Page> {
        self.about()?.page.as_ref()
    }

    pub(crate) fn is_deprecated(&self) -> bool {
        self.about().is_some_and(|about| about.deprecated.is_some())
    }

    /// The members of the request, callback or reply, in the cases that a page selects.
    pub(crate) fn request(&self, all: Descriptions<'s>, choice: &Choice<'_>) -> Described {
        let mut flattening = Flattening::new(all, self.channel(), choice);
        match self {
            Subject::Message(channel, message) => message::request(&mut flattening, channel, message),
            Subject::Operation(_, operation) => flattening.object(operation.object, ""),
            Subject::Received(channel, received) => callback::received(&mut flattening, channel, received),
            Subject::Reply(channel, reply) => callback::reply(&mut flattening, channel, reply),
        }
        flattening.described()
    }

    /// The members that all callbacks share.
    pub(crate) fn head(&self, all: Descriptions<'s>) -> Vec<Member> {
        let choice = Choice::open();
        let mut flattening = Flattening::new(all, self.channel(), &choice);
        self.channel().head.into_iter().for_each(|head| flattening.object(head, ""));
        flattening.described().members
    }

    /// The members of WeCom's answer. Callbacks and replies to them have none.
    pub(crate) fn answer(&self, all: Descriptions<'s>, choice: &Choice<'_>) -> Described {
        let mut flattening = Flattening::new(all, self.channel(), choice);
        match self {
            Subject::Message(channel, _) => flattening.object(channel.receipt, ""),
            Subject::Operation(_, operation) => flattening.object(operation.reply, ""),
            Subject::Received(..) | Subject::Reply(..) => {}
        }
        flattening.described()
    }
}

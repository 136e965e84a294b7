//! Messages and operations.

use wecom_schema::model::{About, Channel, Message, Operation, Page};

use super::flattening::Flattening;
use super::{Choice, Described, Descriptions, message};

/// Something that can be sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject<'s> {
    Message(&'s Channel, &'s Message),
    Operation(&'s Channel, &'s Operation),
}

impl<'s> Subject<'s> {
    pub(crate) fn channel(&self) -> &'s Channel {
        match self {
            Subject::Message(channel, _) | Subject::Operation(channel, _) => channel,
        }
    }

    /// As its file is called: `app/text`.
    pub(crate) fn name(&self) -> String {
        match self {
            Subject::Message(channel, message) => format!("{}/{}", channel.name, message.msgtype),
            Subject::Operation(channel, operation) => format!("{}/{}", channel.name, operation.name),
        }
    }

    /// The path that it is sent to.
    pub(crate) fn path(&self) -> Option<&'s str> {
        match self {
            Subject::Message(channel, _) => channel.path.as_deref(),
            Subject::Operation(_, operation) => Some(&operation.path),
        }
    }

    pub(crate) fn msgtype(&self) -> Option<&'s str> {
        match self {
            Subject::Message(_, message) => Some(&message.msgtype),
            Subject::Operation(..) => None,
        }
    }

    fn about(&self) -> Option<&'s About> {
        let id = match self {
            Subject::Message(_, message) => message::object(message),
            Subject::Operation(_, operation) => operation.object,
        };
        self.channel().object(id).map(|object| &object.about)
    }

    pub(crate) fn page(&self) -> Option<&'s Page> {
        self.about()?.page.as_ref()
    }

    pub(crate) fn is_deprecated(&self) -> bool {
        self.about().is_some_and(|about| about.deprecated.is_some())
    }

    /// The request, in the cases that a page has chosen.
    pub(crate) fn request(&self, all: Descriptions<'s>, choice: &Choice<'_>) -> Described {
        let mut flattening = Flattening::new(all, self.channel(), choice);
        match self {
            Subject::Message(channel, message) => message::request(&mut flattening, channel, message),
            Subject::Operation(_, operation) => flattening.object(operation.object, ""),
        }
        flattening.described()
    }

    pub(crate) fn answer(&self, all: Descriptions<'s>, choice: &Choice<'_>) -> Described {
        let mut flattening = Flattening::new(all, self.channel(), choice);
        flattening.object(
            match self {
                Subject::Message(channel, _) => channel.receipt,
                Subject::Operation(_, operation) => operation.reply,
            },
            "",
        );
        flattening.described()
    }
}

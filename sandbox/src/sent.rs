//! What an endpoint that messages are pushed through answers.

use serde_json::Value;

use crate::received::Delivery;
use crate::reply::Reply;

/// No recipient is valid; nothing is sent.
const NO_VALID_RECIPIENT: i32 = 81013;

/// An accepted message.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    pub(crate) reply: Reply,
    pub(crate) to: Delivery,
}

impl Sent {
    pub(crate) fn to(to: Delivery) -> Self {
        Self { to, ..Self::default() }
    }

    pub(crate) fn to_everyone() -> Self {
        Self::to(Delivery { everyone: true, ..Delivery::default() })
    }

    /// Success if there is a recipient, otherwise 81013; either way with the lists of invalid recipients.
    pub(crate) fn reaching<'a>(
        to: Delivery,
        invalid: impl IntoIterator<Item = (&'a str, Value)>,
    ) -> Result<Self, Reply> {
        let reply = if to.is_empty() { Reply::error(NO_VALID_RECIPIENT) } else { Reply::ok() };
        let named = invalid.into_iter().filter(|(_, ids)| *ids != "" && *ids != Value::Array(Vec::new()));
        let reply = named.fold(reply, |reply, (name, ids)| reply.with(name, ids));
        if to.is_empty() { Err(reply) } else { Ok(Self { reply, to }) }
    }
}

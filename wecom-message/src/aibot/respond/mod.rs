//! Answers to what comes in: each value can do only what WeCom takes there.

mod card_update;
pub(super) mod origin;
mod reply;
mod stream_writer;
mod welcome;

pub use self::card_update::CardUpdate;
use self::origin::Origin;
pub use self::reply::Reply;
pub use self::stream_writer::StreamWriter;
pub use self::welcome::Welcome;
use crate::api::aibot::{Event, Head};

/// How a callback can be answered.
#[derive(Debug)]
#[non_exhaustive]
pub enum Responder {
    /// A message: with messages and streams, for 24 hours.
    Reply(Reply),
    /// A chat that was opened: with a greeting, within 5 seconds and once.
    Welcome(Welcome),
    /// A click on a card: with another card in its place, within 5 seconds and once.
    CardUpdate(CardUpdate),
    /// Not at all.
    None,
}

impl Responder {
    pub(super) fn of(head: &Head, event: &Event, origin: Origin) -> Self {
        match event {
            Event::EnterChat(_) => Self::Welcome(Welcome::new(origin)),
            Event::TemplateCardClick(_) => Self::CardUpdate(CardUpdate::new(origin)),
            _ if head.msg_type == "event" || head.msg_type.is_empty() => Self::None,
            _ => Self::Reply(Reply::new(origin)),
        }
    }
}

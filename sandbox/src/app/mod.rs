//! Application messages: `message/send`, and what becomes of a message afterwards.

mod recall;
mod send;
mod update_template_card;

pub(crate) use recall::SentMessages;
pub(crate) use send::lower_case;
pub(crate) use update_template_card::Card;

//! Customer contact: mass messages, and welcome messages to new customers.

mod add_msg_template;
mod send_welcome_msg;

pub(crate) use self::add_msg_template::add_msg_template;
use crate::world::Codes;

#[derive(Debug, Default)]
pub(crate) struct CustomerContact {
    /// The customer whom each welcome code greets.
    welcome_codes: Codes<String>,
}

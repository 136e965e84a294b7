//! Calling back: what members do reaches the program's callback URL, encrypted and signed as WeCom does it.
//!
//! The sandbox is the other side, so it shares no code with the client.

mod action;
mod address;
mod call;
mod called;
mod cipher;
mod delivery;
mod passive_reply;
mod reply_envelope;
mod signature;
mod xml;

pub(crate) use self::action::{Action, Target};
pub use self::action::{Click, NotCalled};
pub use self::address::CallbackAddress;
pub(crate) use self::call::{Call, Callbacks, Subject};
pub use self::called::{Attempt, Called, Outcome};
pub(crate) use self::cipher::encrypt_bytes;
pub(crate) use self::delivery::deliver;
pub(crate) use self::xml::Xml;

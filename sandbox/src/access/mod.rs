//! Access: tokens for applications, keys of robots, and whom a request comes from.

mod caller;
mod gettoken;
mod tokens;

pub(crate) use self::caller::{Caller, require_method, robot_of};
pub(crate) use self::tokens::Tokens;

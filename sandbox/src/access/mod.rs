//! Access: tokens of applications, keys of robots, and the sender of a request.

mod caller;
mod corpgroup;
mod gettoken;
mod tokens;

pub(crate) use self::caller::{Caller, require_method, robot_of};
pub(crate) use self::tokens::Tokens;

//! Checking a message before it is sent: what WeCom would refuse, what it would cut, what only looks bad.

mod charset;
mod report;
mod violation;

pub use self::charset::Charset;
pub use self::report::{Check, MemberCheck, Report};
pub use self::violation::{Consequence, Limit, Problem, Unit, Violation};

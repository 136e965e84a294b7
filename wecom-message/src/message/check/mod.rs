//! Checking a message before it is sent: what WeCom would refuse, what it would cut, what only looks bad.

pub(crate) mod charset;
pub(crate) mod report;
pub(crate) mod strictness;
pub(crate) mod violation;
